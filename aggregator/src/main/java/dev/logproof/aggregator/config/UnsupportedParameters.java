package dev.logproof.aggregator.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Parameters and sections of Fluentd that would change what happens to events, each with a reason
 * or replacement. Delete the entry when adding a feature. Stateless.
 */
final class UnsupportedParameters {
  static final Map<String, Refusal> FORWARD_SOURCE =
      all(
          group(
              Remedy.ELSEWHERE,
              "records stay as clients send them: add the field in the client",
              "source_address_key",
              "source_hostname_key"));

  static final List<String> HTTP_SOURCE_FALSE_ONLY =
      List.of(
          "add_http_headers",
          "add_remote_addr",
          "add_query_params",
          "use_204_response",
          "respond_with_empty_img");

  static final Map<String, Refusal> TLS =
      all(
          group(
              Remedy.REWRITE,
              "certificates are not generated: set cert_path and private_key_path",
              "ca_private_key_path",
              "ca_private_key_passphrase",
              "generate_private_key_length",
              "generate_cert_country",
              "generate_cert_state",
              "generate_cert_locality",
              "generate_cert_common_name",
              "generate_cert_expiration",
              "generate_cert_digest"),
          group(Remedy.REMOVE, "certificates are verified in the standard way", "cert_verifier"));

  static final Map<String, Refusal> MATCH_SECTIONS =
      group(
          Remedy.REWRITE,
          "write <instance_profile_credentials>, or remove it: the standard chain finds the"
              + " role of an ECS task",
          "ecs_credentials");

  private static final Map<String, Refusal> FLAT_CREDENTIALS =
      all(
          group(
              Remedy.REWRITE,
              "write path and profile_name in <shared_credentials>",
              "profile",
              "credentials_path"),
          group(
              Remedy.REWRITE,
              "write it in <assume_role_credentials>, beside role_session_name",
              "role_arn",
              "external_id"));

  static final Map<String, Refusal> FIREHOSE =
      all(
          FLAT_CREDENTIALS,
          group(
              Remedy.REMOVE,
              "records up to Firehose's limit are sent, and larger ones kept in --dead-letter-dir",
              "max_record_size"));

  static final Map<String, Refusal> KINESIS =
      all(
          FLAT_CREDENTIALS,
          group(
              Remedy.ELSEWHERE,
              "records are sent uncompressed: keep Fluentd for this output if its consumers expect"
                  + " compressed records",
              "compression"),
          group(
              Remedy.REMOVE,
              "records up to Kinesis' limit are sent, and larger ones kept in --dead-letter-dir",
              "max_record_size"),
          group(
              Remedy.REMOVE,
              "each event is a record of its own, whose key is that of partition_key or random",
              "aggregate_records",
              "fixed_partition_key"));

  static final Map<String, Refusal> BUFFER =
      group(Remedy.REWRITE, "write chunk_limit_size", "chunk_limit_records");

  static final Map<String, Refusal> UNBUFFERED =
      group(
          Remedy.REMOVE,
          "this output has no buffer and no retries",
          "never_flush",
          "flush_interval");

  private UnsupportedParameters() {}

  private static Map<String, Refusal> group(Remedy remedy, String reason, String... names) {
    Refusal refusal = new Refusal(remedy, reason);
    return Stream.of(names).collect(Collectors.toMap(name -> name, name -> refusal));
  }

  @SafeVarargs
  private static Map<String, Refusal> all(Map<String, Refusal>... groups) {
    Map<String, Refusal> merged = new HashMap<>();
    for (Map<String, Refusal> group : groups) {
      merged.putAll(group);
    }
    return Map.copyOf(merged);
  }
}
