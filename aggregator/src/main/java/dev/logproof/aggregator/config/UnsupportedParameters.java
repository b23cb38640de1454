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
  static final Map<String, String> FORWARD_SOURCE =
      all(
          group("tags stay as clients send them", "tag", "add_tag_prefix"),
          group("records stay as clients send them", "source_address_key", "source_hostname_key"));

  static final Map<String, String> HTTP_SOURCE =
      all(
          group("tags stay as clients send them", "add_tag_prefix"),
          group("only the body and json= are read", "format", "cors_allow_origins"));

  static final List<String> HTTP_SOURCE_FALSE_ONLY =
      List.of(
          "add_http_headers",
          "add_remote_addr",
          "add_query_params",
          "use_204_response",
          "respond_with_empty_img");

  static final Map<String, String> SOURCE_SECTIONS =
      group("events are taken as msgpack or JSON only", "parse", "format");

  static final Map<String, String> TLS =
      all(
          group(
              "certificates are not generated: set cert_path and private_key_path",
              "ca_cert_path",
              "ca_private_key_path",
              "ca_private_key_passphrase",
              "generate_private_key_length",
              "generate_cert_country",
              "generate_cert_state",
              "generate_cert_locality",
              "generate_cert_common_name",
              "generate_cert_expiration",
              "generate_cert_digest"),
          group("certificates are verified in the standard way", "cert_verifier"));

  static final Map<String, String> MATCH_SECTIONS =
      all(
          group(
              "records are retried until they are delivered, and never passed to another output",
              "secondary"),
          group("records are sent as they were logged", "inject"),
          group(
              awsChain("the identity", "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"),
              "assume_role_credentials",
              "web_identity_credentials",
              "instance_profile_credentials",
              "ecs_credentials",
              "shared_credentials",
              "process_credentials"));

  static final Map<String, String> FIREHOSE =
      all(
          group(
              awsChain("the identity", "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"),
              "aws_key_id",
              "aws_sec_key",
              "aws_ses_token",
              "profile",
              "credentials_path",
              "role_arn",
              "external_id"),
          group(awsChain("the endpoint", "AWS_ENDPOINT_URL_FIREHOSE"), "endpoint"),
          group("connections to AWS are direct and verified", "http_proxy", "ssl_verify_peer"),
          group(
              "failed records are retried until Firehose accepts them", "retries_on_batch_request"),
          group(
              "requests are filled up to Firehose's limits",
              "batch_request_max_count",
              "batch_request_max_size",
              "max_record_size"),
          group("records are sent uncompressed", "compression"),
          group(
              "records are sent as they were logged",
              "include_time_key",
              "include_tag_key",
              "time_key",
              "tag_key",
              "time_format",
              "formatter"),
          oldBuffer());

  static final Map<String, String> BUFFER =
      all(
          group(
              "undelivered records are never passed to another output",
              "retry_secondary_threshold"),
          group("file names are fixed; set path to their directory", "path_suffix"),
          group(
              "chunks are not split by time",
              "timekey",
              "timekey_wait",
              "timekey_use_utc",
              "timekey_zone"),
          group("write chunk_limit_size", "chunk_limit_records"),
          group("write total_limit_size", "queue_limit_length", "queued_chunks_limit_size"),
          group("chunks are not backed up", "disable_chunk_backup"));

  static final Map<String, String> UNBUFFERED =
      group("this output has no buffer and no retries", "never_flush", "flush_interval");

  private UnsupportedParameters() {}

  private static Map<String, String> oldBuffer() {
    return all(
        group("write it in <buffer>", "flush_interval", "retry_wait"),
        group("write @type in <buffer>", "buffer_type", "buffer_path"),
        group("write chunk_limit_size in <buffer>", "buffer_chunk_limit"),
        group("write total_limit_size in <buffer>", "buffer_queue_limit"),
        group("write overflow_action in <buffer>", "buffer_queue_full_action"),
        group("write flush_thread_count in <buffer>", "num_threads"),
        group("write retry_max_interval in <buffer>", "max_retry_wait"),
        group("write retry_max_times in <buffer>", "retry_limit", "disable_retry_limit"));
  }

  private static String awsChain(String what, String example) {
    return what + " comes from the AWS SDK's standard chain, such as " + example;
  }

  private static Map<String, String> group(String reason, String... names) {
    return Stream.of(names).collect(Collectors.toMap(name -> name, name -> reason));
  }

  @SafeVarargs
  private static Map<String, String> all(Map<String, String>... groups) {
    Map<String, String> merged = new HashMap<>();
    for (Map<String, String> group : groups) {
      merged.putAll(group);
    }
    return Map.copyOf(merged);
  }
}
