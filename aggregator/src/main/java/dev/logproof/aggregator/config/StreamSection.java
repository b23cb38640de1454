package dev.logproof.aggregator.config;

import dev.logproof.aggregator.naming.NameTemplate;
import dev.logproof.aggregator.naming.TimePattern;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads what the outputs to streams of AWS have in common. Not thread-safe. */
final class StreamSection {
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{0,64}");

  private final SectionReader reader;
  private final String service;

  private StreamSection(SectionReader reader, String service) {
    this.reader = reader;
    this.service = service;
  }

  /**
   * Begins with the parameters that the aggregator refuses, and those that change nothing.
   *
   * @param service name in messages
   */
  static StreamSection begin(SectionReader reader, String service, Map<String, Refusal> refused) {
    StreamSection section = new StreamSection(reader, service);
    reader.refuse(refused);
    section.withoutEffect();
    return section;
  }

  private void withoutEffect() {
    String retried =
        "failed records are retried until " + service + " accepts them, and never dropped";
    String filled = "requests are filled up to " + service + "'s limits";
    reader.explain(
        NoEffect.because(filled, "batch_request_max_count", "batch_request_max_size")
            .and(
                retried,
                "retries_on_batch_request",
                "drop_failed_records_after_batch_request_retries")
            .and(
                "it concerns Fluentd's own log only",
                "monitor_num_of_batch_request_retries",
                "debug",
                "log_truncate_max_size",
                "slow_flush_log_threshold")
            .and("credentials are asked for until they are there", "aws_iam_retries")
            .and("records carry no time", "time_as_integer"));
    reader.only("reset_backoff_if_success", "true", "every success resets the backoff");
    reader.only("ssl_verify_peer", "true", "connections to AWS are always verified");
    reader.only("formatter", "json", "write <format> with its @type");
    reader.only("format", "json", "write <format> with its @type");
  }

  /** An empty text, as of a variable that is not set, is the SDK's own region. */
  String region() {
    return reader
        .optional("region", "from AWS_REGION or the AWS profile", StreamSection::region)
        .orElse("");
  }

  private static String region(String text) {
    if (!REGION.matcher(text).matches()) {
      throw new IllegalArgumentException("expected an AWS region, such as us-west-2");
    }
    return text;
  }

  String name(String parameter, Predicate<String> isName, String expected) {
    return reader.required(
        parameter,
        "missing",
        text -> {
          if (!NameTemplate.hasPlaceholder(text) && !TimePattern.isIn(text) && !isName.test(text)) {
            throw new IllegalArgumentException("expected " + expected);
          }
          return text;
        });
  }

  String dataKey() {
    return reader
        .optional("data_key", "none: the whole record as JSON", FormatSection::field)
        .orElse("");
  }

  /** The plugin uses its formatter only without {@code data_key}. */
  RecordFormat format(String dataKey) {
    RecordFormat format = FormatSection.read(reader);
    if (!dataKey.isEmpty() && !format.equals(RecordFormat.JSON)) {
      reader.warn(reader.place(), "<format> has no effect beside data_key");
      return RecordFormat.JSON;
    }
    return format;
  }

  /** Reports placeholders that have no chunk key. */
  void checkPlaceholders(String parameter, String name, ChunkKeys keys) {
    try {
      NameTemplate ignored = NameTemplate.parse(name, keys.names());
    } catch (IllegalArgumentException e) {
      reader.report(
          reader.placeOf(parameter),
          Remedy.CORRECT,
          parameter + " is '" + name + "': " + e.getMessage());
    }
  }

  AwsAccess access(String endpointVariable) {
    String endpoint =
        reader
            .optional("endpoint", "from " + endpointVariable + ", or AWS's", AwsAddresses::endpoint)
            .orElse("");
    String proxy =
        reader.optional("http_proxy", "from HTTPS_PROXY", AwsAddresses::proxy).orElse("");
    if (!proxy.isEmpty() && endpoint.startsWith("http:")) {
      reader.report(
          reader.placeOf("http_proxy"), Remedy.CORRECT, "http_proxy needs an endpoint with https");
    }
    return new AwsAccess(CredentialsSection.read(reader), endpoint, proxy);
  }

  void finish() {
    reader.finish(
        UnsupportedParameters.MATCH_SECTIONS,
        "<buffer>, <format>, <inject>, and sections of credentials");
  }
}
