package dev.logproof.aggregator.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Values for tests of every parameter. Immutable. */
final class ParameterValues {
  private static final String EXPLICIT =
      """
      workers 3
      @label @other
      ack_on buffered
      backlog 7
      bind 127.0.0.1
      chunk_size_limit 8m => 8388608 bytes
      dedupe_in_flight true
      max_connection_age 5m => 300000 ms
      port 7
      allow_anonymous_source true
      shared_key hush => ***
      user_auth true
      self_hostname h2
      password hush => ***
      username bob
      host 10.0.0.1
      network 10.0.0.0/8
      users ann => [ann]
      ca_path a
      ciphers ALL => [ALL]
      client_cert_auth false
      max_version TLSv1_3
      min_version TLSv1_3
      private_key_passphrase hush => ***
      version TLSv1_2
      cert_path x
      private_key_path x
      body_size_limit 1m => 1048576 bytes
      keepalive_timeout 5s => 5000 ms
      cors_allow_origins ["http://a"] => [http://a]
      cors_allow_credentials true
      aggregate_records true
      aggregate_max_events 500
      compression gzip
      append_new_line false
      chomp_record true
      data_key log
      region b-c-2
      delivery_stream_name t
      stream_name t
      partition_key k
      keep_order true
      aws_key_id A
      aws_sec_key hush => ***
      aws_ses_token hush => ***
      endpoint https://e:1
      http_proxy p:1 => http://p:1
      @type *
      add_newline false
      message_key log
      chunk_limit_size 1m => 1048576 bytes
      flush_interval 5s => 5000 ms
      flush_thread_count 3
      flush_mode lazy
      retry_secondary_threshold 0.5
      compress gzip
      directory /e
      basename b
      append true
      add_path_suffix false
      path_suffix .txt
      s3_bucket other
      s3_region b-c-2
      s3_endpoint https://e:1
      store_as text
      index_format %04d
      hex_random_length 8
      time_slice_format %Y
      force_path_style true
      overwrite true
      check_object false
      reduced_redundancy true
      level 7
      tagging a=b
      grant_full_control g
      grant_read g
      grant_read_acp g
      grant_write_acp g
      storage_class STANDARD_IA
      acl private
      use_server_side_encryption AES256
      ssekms_key_id k
      s3_object_key_format x%{index}
      s3_metadata a:b => {a=b}
      sse_customer_algorithm AES256
      sse_customer_key hush => ***
      proxy_uri p:1 => http://p:1
      enable_transfer_acceleration true
      enable_dual_stack true
      aws_profile p
      aws_credential_process true
      sts_region b-c-2
      require_ack_response true
      ack_response_timeout 30s => 30000 ms
      connect_timeout 5s => 5000 ms
      send_timeout 5s => 5000 ms
      hard_timeout 5s => 5000 ms
      recover_wait 5s => 5000 ms
      dns_round_robin true
      verify_connection_at_startup true
      transport tls
      tls_insecure_mode true
      tls_verify_hostname false
      tls_cert_path a,b => [a, b]
      tls_ca_cert_path ["a"] => [a]
      tls_client_cert_path a
      tls_client_private_key_path a
      tls_client_private_key_passphrase hush => ***
      tls_version TLSv1_3
      tls_ciphers ALL => [ALL]
      keepalive true
      time_as_integer true
      name n
      weight 7
      standby true
      output_tag false
      output_time false
      timekey 1h => 3600
      timekey_wait 30s => 30000 ms
      timekey_use_utc true
      timekey_zone +09:00
      overflow_action throw_exception
      path /p
      queue_limit_length 4
      retry_exponential_backoff_base 3 => 3.0
      retry_forever true
      retry_max_interval 40s => 40000 ms
      retry_max_times 5
      retry_randomize false
      retry_timeout 1h => 3600000
      retry_type periodic
      retry_wait 2s => 2000 ms
      total_limit_size 1g => 1073741824 bytes
      role_arn r
      role_session_name n
      policy {"a":1}
      duration_seconds 900 => 900 s
      external_id x
      sts_endpoint_url https://e:1
      sts_http_proxy p:1 => http://p:1
      web_identity_token_file t
      ip_address 10.0.0.9
      profile_name n
      process true
      tag t
      add_tag_prefix p
      capitalize_regex_backreference true
      remove_tag_prefix p
      remove_tag_regexp /^x/
      rewriterule1 status !^5 ok
      label @other
      invert true
      force_quotes false
      fields a,b => [a, b]
      replacement _
      include_time_key true
      include_tag_key true
      tag_key t
      hostname_key h
      hostname here
      worker_id_key w
      enable_ruby true
      auto_typecast false
      renew_record true
      keep_keys a => [a]
      remove_keys a,$.b.c => [a, $['b']['c']]
      renew_time_key at
      regexp1 log x => log /x/
      exclude1 log x => log /x/
      whitelist_keys a,b => [a, b]
      key log
      pattern /x/i
      expression (?<a>x) => /(?<a>x)/
      replace y
      key_name $.a.b => $['a']['b']
      reserve_data true
      reserve_time true
      remove_key_name_field true
      inject_key_prefix p.
      hash_value_field h
      replace_invalid_sequence true
      emit_invalid_record_to_error false
      time_key at
      keep_time_key true
      time_type unixtime
      time_format %s
      localtime false
      utc true
      timezone +09:00
      estimate_current_event false
      types a:integer,b:array:| => {a=INTEGER, b=ArrayOf[delimiter=|]}
      null_value_pattern ^-$ => /^-$/
      null_empty_string true
      delimiter ;
      delimiter_pattern /a+/
      label_delimiter =
      keys a,b => [a, b]
      ignorecase true
      multiline true
      """;

  /** An explicit value other than the default, and how it is shown if not as written. */
  static final Map<String, String> VALUES = values();

  private ParameterValues() {}

  private static Map<String, String> values() {
    Map<String, String> values = new TreeMap<>();
    EXPLICIT.lines().forEach(line -> values.put(line.substring(0, line.indexOf(' ')), line));
    values.put("@type <format> of <match> of type kinesis_firehose", "@type single_value");
    values.put("@type <buffer> of <match> of type kinesis_firehose", "@type file");
    values.put("@type <secondary> of <match> of type kinesis_firehose", "@type stdout");
    values.put("@type <format> of <match> of type file", "@type json");
    values.put("delimiter <format> of <match> of type file", "delimiter SPACE");
    values.put("@type <format> of <filter> of type stdout", "@type json");
    for (String type : List.of("ltsv", "csv")) {
      values.put(
          "@type <format> of type " + type + " of <match> of type kinesis_firehose",
          "@type " + type);
    }
    values.put("@type <service_discovery> of <match> of type forward", "@type static");
    values.put("keepalive_timeout <match> of type forward", "keepalive_timeout 5s => 5000");
    values.put("expression <replace> of <filter> of type record_modifier", "expression /x/");
    ParameterSamples.filters().keySet().stream()
        .filter(section -> section.startsWith("<parse>"))
        .forEach(section -> values.put("@type " + section, "@type " + section.split(" ", 5)[3]));
    return values;
  }
}
