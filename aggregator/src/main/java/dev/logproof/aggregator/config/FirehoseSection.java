package dev.logproof.aggregator.config;

import dev.logproof.aggregator.naming.NameTemplate;
import dev.logproof.aggregator.naming.TimePattern;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads {@code <match>} of type kinesis_firehose. Stateless. */
final class FirehoseSection {
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{0,64}");
  private static final String RETRIED =
      "failed records are retried until Firehose accepts them, and never dropped";
  private static final String FILLED = "requests are filled up to Firehose's limits";
  private static final String LOGS = "it concerns Fluentd's own log only";

  private static final Map<String, String> WITHOUT_EFFECT =
      Stream.of(
              Map.entry("batch_request_max_count", FILLED),
              Map.entry("batch_request_max_size", FILLED),
              Map.entry("retries_on_batch_request", RETRIED),
              Map.entry("drop_failed_records_after_batch_request_retries", RETRIED),
              Map.entry("monitor_num_of_batch_request_retries", LOGS),
              Map.entry("debug", LOGS),
              Map.entry("log_truncate_max_size", LOGS),
              Map.entry("slow_flush_log_threshold", LOGS),
              Map.entry("aws_iam_retries", "credentials are asked for until they are there"),
              Map.entry("time_as_integer", "records carry no time"))
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

  private FirehoseSection() {}

  static FirehoseOutput read(PluginSection plugin, ReadLog log) {
    SectionReader reader = plugin.reader();
    reader.refuse(UnsupportedParameters.FIREHOSE);
    reader.explain(WITHOUT_EFFECT);
    reader.only("reset_backoff_if_success", "true", "every success resets the backoff");
    reader.only("ssl_verify_peer", "true", "connections to AWS are always verified");
    reader.only("formatter", "json", "write <format> with its @type");
    reader.only("format", "json", "write <format> with its @type");
    String region =
        reader
            .optional("region", "from AWS_REGION or the AWS profile", FirehoseSection::region)
            .orElse("");
    String stream = reader.required("delivery_stream_name", "missing", FirehoseSection::streamName);
    String dataKey =
        reader
            .optional("data_key", "none: the whole record as JSON", FormatSection::field)
            .orElse("");
    boolean appendNewLine = reader.flag("append_new_line", true);
    boolean chompRecord = reader.flag("chomp_record", false);
    RecordFormat format = checked(reader, !dataKey.isEmpty(), FormatSection.read(reader));
    boolean jsonLines = dataKey.isEmpty() && appendNewLine && format.isJson();
    BufferConfig buffer = BufferSection.read(plugin, log);
    checkName(reader, stream, buffer.keys());
    FirehoseOutput output =
        new FirehoseOutput(
            plugin.id(),
            region,
            stream,
            dataKey,
            chompRecord,
            appendNewLine,
            PackingParameters.read(reader, jsonLines),
            buffer,
            format,
            access(reader),
            InjectSection.read(reader, !dataKey.isEmpty()));
    reader.finish(
        UnsupportedParameters.MATCH_SECTIONS,
        "<buffer>, <format>, <inject>, and sections of credentials");
    return output;
  }

  private static AwsAccess access(SectionReader reader) {
    String endpoint =
        reader
            .optional(
                "endpoint", "from AWS_ENDPOINT_URL_FIREHOSE, or AWS's", AwsAddresses::endpoint)
            .orElse("");
    String proxy =
        reader.optional("http_proxy", "from HTTPS_PROXY", AwsAddresses::proxy).orElse("");
    if (!proxy.isEmpty() && endpoint.startsWith("http:")) {
      reader.report(
          reader.placeOf("http_proxy"), Remedy.CORRECT, "http_proxy needs an endpoint with https");
    }
    return new AwsAccess(CredentialsSection.read(reader), endpoint, proxy);
  }

  /** The plugin uses its formatter only without {@code data_key}. */
  private static RecordFormat checked(SectionReader match, boolean dataKey, RecordFormat format) {
    if (dataKey && !format.equals(RecordFormat.JSON)) {
      match.warn(match.place(), "<format> has no effect beside data_key");
      return RecordFormat.JSON;
    }
    return format;
  }

  private static void checkName(SectionReader reader, String stream, ChunkKeys keys) {
    try {
      NameTemplate ignored = NameTemplate.parse(stream, keys.names());
    } catch (IllegalArgumentException e) {
      reader.report(
          reader.placeOf("delivery_stream_name"),
          Remedy.CORRECT,
          "delivery_stream_name is '" + stream + "': " + e.getMessage());
    }
  }

  private static String streamName(String text) {
    if (!NameTemplate.hasPlaceholder(text)
        && !TimePattern.isIn(text)
        && !FirehoseOutput.isStreamName(text)) {
      throw new IllegalArgumentException(
          "expected the name of a delivery stream: 1 to 64 letters, digits, _ . or -");
    }
    return text;
  }

  /** An empty text, as of a variable that is not set, is the SDK's own region. */
  private static String region(String text) {
    if (!REGION.matcher(text).matches()) {
      throw new IllegalArgumentException("expected an AWS region, such as us-west-2");
    }
    return text;
  }
}
