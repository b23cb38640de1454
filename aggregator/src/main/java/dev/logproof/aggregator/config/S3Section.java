package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.S3Output.Mark;
import dev.logproof.aggregator.config.S3Output.Storage;
import dev.logproof.aggregator.naming.NameTemplate;
import dev.logproof.aggregator.naming.TimePattern;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads {@code <match>} of type s3. Stateless. */
final class S3Section {
  private static final Pattern BUCKET = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{1,253}");
  private static final Pattern INDEX = Pattern.compile("%(?:0(\\d{1,2}))?d");
  private static final String KEY_FORMAT = "%{path}%{time_slice}_%{index}.%{file_extension}";
  private static final Map<String, String> WITHOUT_EFFECT =
      Stream.of(
              Map.entry("auto_create_bucket", "the bucket must exist"),
              Map.entry("check_bucket", "a bucket that does not exist is reported by each request"),
              Map.entry("check_apikey_on_start", "credentials are asked for until they are there"),
              Map.entry("aws_iam_retries", "credentials are asked for until they are there"),
              Map.entry("compute_checksums", "the SDK computes what S3 requires"),
              Map.entry("signature_version", "requests are signed with version 4"),
              Map.entry("warn_for_delay", "it concerns Fluentd's own log only"))
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

  private static final Map<String, Refusal> REFUSED =
      Stream.of(
              "proxy_uri",
              "tagging",
              "s3_metadata",
              "sse_customer_algorithm",
              "sse_customer_key",
              "sse_customer_key_md5",
              "grant_full_control",
              "grant_read",
              "grant_read_acp",
              "grant_write_acp")
          .collect(
              Collectors.toMap(
                  name -> name,
                  name ->
                      new Refusal(
                          Remedy.REMOVE, "objects are written without it: set it at the bucket")));

  private S3Section() {}

  static S3Output read(PluginSection plugin, ReadLog log) {
    SectionReader reader = plugin.reader();
    reader.refuse(REFUSED);
    reader.explain(WITHOUT_EFFECT);
    reader.only("check_object", "true", "objects are never overwritten unless overwrite is true");
    reader.only("ssl_verify_peer", "true", "connections to AWS are always verified");
    String bucket = reader.required("s3_bucket", "missing", S3Section::bucket);
    String region =
        reader.optional("s3_region", "from AWS_REGION or the AWS profile", text -> text).orElse("");
    String endpoint =
        reader
            .optional("s3_endpoint", "from AWS_ENDPOINT_URL_S3, or AWS's", AwsAddresses::endpoint)
            .orElse("");
    StoreAs store = reader.choice("store_as", StoreAs.GZIP, StoreAs.CHOICES);
    String path = reader.value("path", "", text -> text, text -> text);
    String format = reader.value("s3_object_key_format", KEY_FORMAT, text -> text, text -> text);
    int indexDigits = reader.value("index_format", 0, S3Section::digits, S3Section::shown);
    int hexDigits = reader.integer("hex_random_length", 4, 4, 16);
    String slice = reader.optional("time_slice_format", "by timekey", S3Section::slice).orElse("");
    Storage storage = storage(reader, store);
    LineFormat lines = LineFormats.read(reader);
    BufferConfig buffer = BufferSection.read(plugin, log, "time", 86_400);
    String shownSlice = slice.isEmpty() ? FileSection.letters(buffer.keys().time()) : slice;
    String key = key(format, path, buffer.keys().time().isNone() ? "" : shownSlice, store);
    S3Output output =
        new S3Output(
            plugin.id(),
            bucket,
            region,
            key,
            storage,
            hexDigits,
            indexDigits,
            lines,
            buffer,
            new AwsAccess(CredentialsSection.read(reader), endpoint, ""));
    check(reader, output, format);
    reader.finish(
        UnsupportedParameters.MATCH_SECTIONS, "<buffer>, <format>, and sections of credentials");
    return output;
  }

  /** Content of objects. */
  private enum StoreAs {
    GZIP("gz", "application/x-gzip"),
    TEXT("txt", "text/plain"),
    JSON("json", "application/json");

    static final Map<String, StoreAs> CHOICES = choices();

    private final String extension;
    private final String contentType;

    StoreAs(String extension, String contentType) {
      this.extension = extension;
      this.contentType = contentType;
    }

    private static Map<String, StoreAs> choices() {
      Map<String, StoreAs> choices = new LinkedHashMap<>();
      choices.put("gzip", GZIP);
      choices.put("text", TEXT);
      choices.put("json", JSON);
      return choices;
    }
  }

  private static Storage storage(SectionReader reader, StoreAs store) {
    return new Storage(
        store == StoreAs.GZIP,
        store.contentType,
        reader.flag("force_path_style", false),
        reader.flag("overwrite", false),
        reader.value("storage_class", "STANDARD", text -> text, text -> text),
        reader.optional("acl", "the bucket's", text -> text).orElse(""),
        reader.optional("use_server_side_encryption", "the bucket's", text -> text).orElse(""),
        reader.optional("ssekms_key_id", "the bucket's", text -> text).orElse(""));
  }

  private static String key(String format, String path, String slice, StoreAs store) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("%{path}", path);
    values.put("%{time_slice}", slice);
    values.put("%{file_extension}", store.extension);
    values.put("%{index}", String.valueOf(Mark.INDEX));
    values.put("%{hex_random}", String.valueOf(Mark.HEX_RANDOM));
    values.put("%{uuid_flush}", String.valueOf(Mark.UUID));
    values.put("${chunk_id}", String.valueOf(Mark.CHUNK_ID));
    String key = format;
    for (Map.Entry<String, String> value : values.entrySet()) {
      key = key.replace(value.getKey(), value.getValue());
    }
    return key;
  }

  private static void check(SectionReader reader, S3Output output, String format) {
    try {
      if (output.key().contains("%{")) {
        throw new IllegalArgumentException(
            "expected %{path}, %{time_slice}, %{index}, %{hex_random}, %{uuid_flush} or"
                + " %{file_extension}");
      }
      NameTemplate ignored = output.template();
    } catch (IllegalArgumentException e) {
      reader.report(
          reader.placeOf("s3_object_key_format"),
          Remedy.CORRECT,
          "the key of objects, '" + format + "' with path: " + e.getMessage());
    }
    boolean unique =
        List.of(Mark.INDEX, Mark.HEX_RANDOM, Mark.UUID, Mark.CHUNK_ID).stream()
            .anyMatch(mark -> output.key().indexOf(mark) >= 0);
    if (!unique && !output.storage().overwrite()) {
      reader.report(
          reader.placeOf("s3_object_key_format"),
          Remedy.CORRECT,
          "s3_object_key_format gives different chunks one key: add %{index} or ${chunk_id}");
    }
  }

  private static String bucket(String text) {
    if (!BUCKET.matcher(text).matches()) {
      throw new IllegalArgumentException("expected the name of a bucket");
    }
    return text;
  }

  private static int digits(String text) {
    Matcher index = INDEX.matcher(text);
    if (!index.matches()) {
      throw new IllegalArgumentException(
          "expected d after a percent sign, with or without a width such as 04");
    }
    return index.group(1) == null ? 0 : Integer.parseInt(index.group(1));
  }

  private static String shown(int digits) {
    return digits == 0 ? "%d" : "%0" + digits + "d";
  }

  private static String slice(String text) {
    return new TimePattern(text, ZoneOffset.UTC).toString();
  }
}
