package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.S3Output.Storage;
import dev.logproof.aggregator.config.syntax.Section;
import dev.logproof.aggregator.naming.NameTemplate;
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
  private static final Map<String, String> WITHOUT_EFFECT =
      Stream.of(
              Map.entry("auto_create_bucket", "the bucket must exist"),
              Map.entry("check_bucket", "a bucket that does not exist is reported by each request"),
              Map.entry("check_apikey_on_start", "credentials are asked for until they are there"),
              Map.entry("aws_iam_retries", "credentials are asked for until they are there"),
              Map.entry("compute_checksums", "the SDK computes what S3 requires"),
              Map.entry("checksum_algorithm", "the SDK computes what S3 requires"),
              Map.entry("signature_version", "requests are signed with version 4"),
              Map.entry("use_bundled_cert", "the platform's authorities are used"),
              Map.entry("command_parameter", "gzip runs in this process"),
              Map.entry("warn_for_delay", "it concerns Fluentd's own log only"))
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

  private static final Map<String, Refusal> REFUSED =
      Stream.of(
              "proxy_uri",
              "s3_metadata",
              "sse_customer_algorithm",
              "sse_customer_key",
              "sse_customer_key_md5")
          .collect(
              Collectors.toMap(
                  name -> name,
                  name ->
                      new Refusal(
                          Remedy.REMOVE, "objects are written without it: set it at the bucket")));

  /** Headers of a request that writes an object, by the parameter that sets them. */
  private static final Map<String, String> HEADERS = headers();

  private S3Section() {}

  private static Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("acl", "x-amz-acl");
    headers.put("use_server_side_encryption", "x-amz-server-side-encryption");
    headers.put("ssekms_key_id", "x-amz-server-side-encryption-aws-kms-key-id");
    headers.put("tagging", "x-amz-tagging");
    headers.put("grant_full_control", "x-amz-grant-full-control");
    headers.put("grant_read", "x-amz-grant-read");
    headers.put("grant_read_acp", "x-amz-grant-read-acp");
    headers.put("grant_write_acp", "x-amz-grant-write-acp");
    return headers;
  }

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
            .optional("s3_endpoint", "from AWS_ENDPOINT_URL_S3, or AWS's", AwsAddresses::endpoint)
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
    S3Output output =
        new S3Output(
            plugin.id(),
            bucket,
            region,
            S3Keys.read(reader, new S3Keys.Environment(buffer, store.extension)),
            storage,
            lines,
            buffer,
            new AwsAccess(CredentialsSection.read(reader), endpoint, ""));
    check(reader, output);
    reader.finish(
        UnsupportedParameters.MATCH_SECTIONS,
        "<buffer>, <format>, <compress>, and sections of credentials");
    return output;
  }

  /** Content of objects. */
  private enum StoreAs {
    GZIP("gz", "application/x-gzip", Compression.GZIP),
    TEXT("txt", "text/plain", Compression.TEXT),
    JSON("json", "application/json", Compression.TEXT),
    ZSTD("zst", "application/x-zst", Compression.ZSTD),
    GZIP_COMMAND("gz", "application/x-gzip", Compression.GZIP);

    static final Map<String, StoreAs> CHOICES = choices();

    private final String extension;
    private final String contentType;
    private final Compression compression;

    StoreAs(String extension, String contentType, Compression compression) {
      this.extension = extension;
      this.contentType = contentType;
      this.compression = compression;
    }

    private static Map<String, StoreAs> choices() {
      Map<String, StoreAs> choices = new LinkedHashMap<>();
      choices.put("gzip", GZIP);
      choices.put("text", TEXT);
      choices.put("json", JSON);
      choices.put("zstd", ZSTD);
      choices.put("gzip_command", GZIP_COMMAND);
      return choices;
    }
  }

  private static Storage storage(SectionReader reader, StoreAs store) {
    Map<String, String> headers = new LinkedHashMap<>();
    String storageClass = reader.value("storage_class", "STANDARD", text -> text, text -> text);
    boolean reduced = reader.flag("reduced_redundancy", false);
    if (reduced || !storageClass.equals("STANDARD")) {
      headers.put("x-amz-storage-class", reduced ? "REDUCED_REDUNDANCY" : storageClass);
    }
    HEADERS.forEach(
        (name, header) ->
            reader
                .optional(name, "the bucket's", text -> text)
                .ifPresent(value -> headers.put(header, value)));
    return new Storage(
        store.compression,
        level(reader),
        store.contentType,
        reader.flag("force_path_style", false),
        headers);
  }

  private static int level(SectionReader match) {
    Optional<Section> section = match.section("compress");
    if (section.isEmpty()) {
      return Compression.DEFAULT_LEVEL;
    }
    SectionReader reader = match.inner(section.get());
    int level = reader.integer("level", Compression.DEFAULT_LEVEL, 1, MAX_LEVEL);
    reader.finish(Map.of(), "none");
    return level;
  }

  private static void check(SectionReader reader, S3Output output) {
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
