package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.S3Output.Addressing;
import dev.logproof.aggregator.config.S3Output.Storage;
import dev.logproof.aggregator.config.syntax.Section;
import dev.logproof.aggregator.naming.NameTemplate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads {@code <match>} of type s3. Stateless. */
final class S3Section {
  private static final Pattern BUCKET = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{1,253}");
  private static final int MAX_LEVEL = 22;
  private static final NoEffect WITHOUT_EFFECT =
      NoEffect.because("the bucket must exist", "auto_create_bucket")
          .and("a bucket that does not exist is reported by each request", "check_bucket")
          .and(
              "credentials are asked for until they are there",
              "check_apikey_on_start",
              "aws_iam_retries")
          .and("the SDK computes what S3 requires", "compute_checksums", "checksum_algorithm")
          .and("requests are signed with version 4", "signature_version")
          .and("the platform's authorities are used", "use_bundled_cert")
          .and("gzip runs in this process", "command_parameter")
          .and("it is computed from sse_customer_key", "sse_customer_key_md5")
          .and("it concerns Fluentd's own log only", "slow_flush_log_threshold", "warn_for_delay");

  private static final Map<String, Refusal> REFUSED =
      Stream.of("ssl_ca_bundle", "ssl_ca_directory")
          .collect(
              Collectors.toMap(
                  name -> name,
                  name ->
                      new Refusal(
                          Remedy.ELSEWHERE,
                          "authorities are those of the Java runtime: import it there")));

  private static final Map<String, Refusal> SECTIONS =
      Map.of(
          "bucket_lifecycle_rule",
          new Refusal(Remedy.ELSEWHERE, "buckets are not changed: set the rule at the bucket"));

  private S3Section() {}

  static S3Output read(PluginSection plugin, ReadLog log) {
    SectionReader reader = plugin.reader();
    reader.refuse(REFUSED);
    reader.explain(WITHOUT_EFFECT);
    reader.only("ssl_verify_peer", "true", "connections to AWS are always verified");
    String bucket = reader.required("s3_bucket", "missing", S3Section::bucket);
    String region =
        reader.optional("s3_region", "from AWS_REGION or the AWS profile", text -> text).orElse("");
    String endpoint =
        reader
            .optional("s3_endpoint", "from AWS_ENDPOINT_URL_S3, or AWS's", AwsAddresses::s3Endpoint)
            .orElse("");
    StoreAs store =
        reader.choice(
            "store_as",
            StoreAs.GZIP,
            StoreAs.CHOICES,
            "; other formats need a program beside Fluentd: choose zstd");
    Storage storage = storage(reader, store);
    LineFormat lines = LineFormats.read(reader);
    BufferConfig buffer = BufferSection.read(plugin, log, "time", 86_400);
    boolean ignored = reader.flag("localtime", true);
    S3Output output =
        new S3Output(
            plugin.id(),
            bucket,
            region,
            S3Keys.read(reader, new S3Keys.Environment(buffer, store.extension())),
            storage,
            lines,
            buffer,
            new AwsAccess(
                CredentialsSection.readS3(reader),
                endpoint,
                reader.optional("proxy_uri", "from HTTPS_PROXY", AwsAddresses::proxy).orElse("")));
    check(reader, output);
    Map<String, Refusal> refused = new HashMap<>(UnsupportedParameters.MATCH_SECTIONS);
    refused.putAll(SECTIONS);
    reader.finish(refused, "<buffer>, <format>, <inject>, <compress>, and sections of credentials");
    return output;
  }

  /** Content of objects. */
  private record StoreAs(
      String name, String extension, String contentType, Compression compression) {
    static final StoreAs GZIP = gzip("gzip");

    static final Map<String, StoreAs> CHOICES =
        choices(
            GZIP,
            new StoreAs("text", "txt", "text/plain", Compression.TEXT),
            new StoreAs("json", "json", "application/json", Compression.TEXT),
            new StoreAs("zstd", "zst", "application/x-zst", Compression.ZSTD),
            gzip("gzip_command"));

    private static StoreAs gzip(String name) {
      return new StoreAs(name, "gz", "application/x-gzip", Compression.GZIP);
    }

    private static Map<String, StoreAs> choices(StoreAs... all) {
      Map<String, StoreAs> choices = new LinkedHashMap<>();
      for (StoreAs each : all) {
        choices.put(each.name, each);
      }
      return choices;
    }
  }

  private static Storage storage(SectionReader reader, StoreAs store) {
    return new Storage(
        store.compression(),
        level(reader),
        store.contentType(),
        new Addressing(
            reader.flag("force_path_style", false),
            reader.flag("enable_transfer_acceleration", false),
            reader.flag("enable_dual_stack", false)),
        S3Headers.read(reader));
  }

  private static int level(SectionReader match) {
    Optional<Section> section = match.section("compress");
    if (section.isEmpty()) {
      return Compression.DEFAULT_LEVEL;
    }
    SectionReader reader = match.inner(section.get());
    reader.explain("@type", "store_as names the form of objects");
    int level = reader.integer("level", Compression.DEFAULT_LEVEL, 1, MAX_LEVEL);
    reader.finish(Map.of(), "none");
    return level;
  }

  private static void check(SectionReader reader, S3Output output) {
    boolean ownEndpoint = !output.access().endpoint().isEmpty();
    Addressing addressing = output.storage().addressing();
    if (addressing.accelerated() && (ownEndpoint || addressing.pathStyle())) {
      reader.report(
          reader.placeOf("enable_transfer_acceleration"),
          Remedy.CORRECT,
          "enable_transfer_acceleration needs AWS's own endpoint, without force_path_style");
    }
    if (output.access().endpoint().startsWith("http:") && !output.storage().ownKey().isEmpty()) {
      reader.report(
          reader.placeOf("sse_customer_key"),
          Remedy.CORRECT,
          "sse_customer_key needs an s3_endpoint with https: it is sent with each request");
    }
    try {
      NameTemplate ignored = output.template();
    } catch (IllegalArgumentException e) {
      if (!output.naming().key().contains("%{")) {
        reader.report(
            reader.placeOf("s3_object_key_format"),
            Remedy.CORRECT,
            "the key of objects: " + e.getMessage());
      }
    }
  }

  private static String bucket(String text) {
    if (!BUCKET.matcher(text).matches()) {
      throw new IllegalArgumentException("expected the name of a bucket");
    }
    return text;
  }
}
