package dev.logproof.aggregator.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sections and values for tests of every parameter. Immutable. */
final class ParameterSamples {
  private static final String FIREHOSE =
      "<match **>\n@type kinesis_firehose\ndelivery_stream_name s\n";

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
      storage_class STANDARD_IA
      acl private
      use_server_side_encryption AES256
      ssekms_key_id k
      s3_object_key_format x%{index}
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

  /** Some parameters have an effect with this chunk key only. */
  private static final String WITH_TIME = ", with time";

  private static final String IN_FILE = ", of type file";

  private ParameterSamples() {}

  /** A section with a place for one more line, and the parameters that it needs. */
  static final Map<String, String> SECTIONS = sections();

  /** An explicit value other than the default, and how it is shown if not as written. */
  static final Map<String, String> VALUES = values();

  /** Whether a parameter is tried in a section, which may need another beside it. */
  static boolean belongs(ParameterDoc each, String section) {
    if (section.endsWith(IN_FILE)) {
      return section.startsWith(each.section()) && each.name().startsWith("path");
    }
    return section.endsWith(WITH_TIME)
        ? section.startsWith(each.section()) && each.name().startsWith("timekey")
        : each.section().equals(section);
  }

  private static Map<String, String> sections() {
    Map<String, String> sections = new LinkedHashMap<>();
    String forward = "<source>\n@type forward\n";
    String security = forward + "<security>\nself_hostname h\nshared_key k\n";
    sections.put("<system>", "<system>\n%s</system>\n");
    sections.put("<source> of type forward", forward + "%s</source>\n");
    sections.put(
        "<security> of <source> of type forward",
        security + "%s<user>\nusername u\npassword p\n</user>\n</security>\n</source>\n");
    sections.put(
        "<user> of <source> of type forward",
        security + "<user>\nusername u\npassword p\n%s</user>\n</security>\n</source>\n");
    sections.put(
        "<client> of <source> of type forward",
        security
            + "<user>\nusername ann\npassword p\n</user>\n"
            + "<client>\n%s</client>\n</security>\n</source>\n");
    sections.put(
        "<transport> of <source> of type forward",
        forward + "<transport tls>\ncert_path c\nprivate_key_path k\n%s</transport>\n</source>\n");
    sections.put("<source> of type http", "<source>\n@type http\n%s</source>\n");
    sections.put("<source> of type monitor_agent", "<source>\n@type monitor_agent\n%s</source>\n");
    sections.put("<source> of type unix", "<source>\n@type unix\n%s</source>\n");
    sections.putAll(firehose());
    sections.putAll(otherOutputs());
    sections.putAll(credentials());
    sections.putAll(filters());
    for (String type : List.of("stdout", "null")) {
      sections.put("<match> of type " + type, "<match **>\n@type " + type + "\n%s</match>\n");
    }
    sections.put(
        "<match> of type copy",
        "<match **>\n@type copy\n%s<store>\n@type null\n</store>\n</match>\n");
    sections.put(
        "<match> of type relabel",
        """
        <match **>
        @type relabel
        @label @x
        %s</match>
        <label @x>
        </label>
        <label @other>
        </label>
        """);
    return sections;
  }

  private static Map<String, String> filters() {
    Map<String, String> sections = new LinkedHashMap<>();
    String end = "</filter>\n";
    for (String type : List.of("grep", "record_transformer", "record_modifier", "stdout")) {
      sections.put("<filter> of type " + type, "<filter **>\n@type " + type + "\n%s" + end);
    }
    String inner = "<filter **>\n@type %1$s\n<%2$s>\n%3$s%%s</%2$s>\n" + end;
    String condition = "key k\npattern p\n";
    for (String kind : List.of("regexp", "exclude")) {
      sections.put(
          "<" + kind + "> of <filter> of type grep", inner.formatted("grep", kind, condition));
    }
    sections.put(
        "<replace> of <filter> of type record_modifier",
        inner.formatted("record_modifier", "replace", "key k\nexpression /e/\nreplace r\n"));
    sections.put("<format> of <filter> of type stdout", inner.formatted("stdout", "format", ""));
    sections.put(
        "<filter> of type parser",
        "<filter **>\n@type parser\nkey_name k\n%s<parse>\n@type json\n</parse>\n" + end);
    Map<String, String> parsers = new LinkedHashMap<>();
    List.of("json", "apache2", "nginx", "none", "ltsv").forEach(type -> parsers.put(type, ""));
    parsers.put("regexp", "expression /(?<a>.)/\n");
    parsers.put("csv", "keys x\n");
    parsers.forEach(
        (type, needed) ->
            sections.put(
                "<parse> of type " + type + " of <filter> of type parser",
                "<filter **>\n@type parser\nkey_name k\n<parse>\n@type "
                    + type
                    + "\n"
                    + needed
                    + "%s</parse>\n"
                    + end));
    return sections;
  }

  private static Map<String, String> firehose() {
    Map<String, String> sections = new LinkedHashMap<>();
    sections.put("<match> of type kinesis_firehose", FIREHOSE + "%s</match>\n");
    for (String inner : List.of("format", "buffer", "inject")) {
      sections.put(
          "<" + inner + "> of <match> of type kinesis_firehose",
          FIREHOSE + "<" + inner + ">\n%s</" + inner + ">\n</match>\n");
    }
    sections.put(
        "<buffer> of <match> of type kinesis_firehose" + WITH_TIME,
        FIREHOSE + "<buffer time>\ntimekey 60\n%s</buffer>\n</match>\n");
    for (String secondary : List.of("secondary_file\ndirectory /d", "file\npath /d")) {
      sections.put(
          "<secondary> of <match> of type kinesis_firehose"
              + (secondary.startsWith("file") ? IN_FILE : ""),
          FIREHOSE + "<secondary>\n@type " + secondary + "\n%s</secondary>\n</match>\n");
    }
    Map.of("ltsv", "", "csv", "fields x\n")
        .forEach(
            (type, needed) ->
                sections.put(
                    "<format> of type " + type + " of <match> of type kinesis_firehose",
                    FIREHOSE
                        + "<format>\n@type "
                        + type
                        + "\n"
                        + needed
                        + "%s</format>\n</match>\n"));
    return sections;
  }

  private static Map<String, String> otherOutputs() {
    Map<String, String> sections = new LinkedHashMap<>();
    String file = "<match **>\n@type file\npath /f\n";
    sections.put("<match> of type file", file + "%s</match>\n");
    sections.put("<format> of <match> of type file", file + "<format>\n%s</format>\n</match>\n");
    String forwarding = "<match **>\n@type forward\n<server>\nhost h\n";
    sections.put("<match> of type forward", forwarding + "</server>\n%s</match>\n");
    sections.put(
        "<security> of <match> of type forward",
        forwarding
            + "</server>\n<security>\nself_hostname h\nshared_key k\n%s</security>\n</match>\n");
    sections.put("<server> of <match> of type forward", forwarding + "%s</server>\n</match>\n");
    sections.put(
        "<match> of type kinesis_streams",
        "<match **>\n@type kinesis_streams\nstream_name s\n%s</match>\n");
    sections.put("<match> of type s3", "<match **>\n@type s3\ns3_bucket bkt\n%s</match>\n");
    return sections;
  }

  private static Map<String, String> credentials() {
    Map<String, String> sections = new LinkedHashMap<>();
    Map<String, String> needed = new LinkedHashMap<>();
    needed.put("assume_role", "role_arn a\nrole_session_name b\n");
    needed.put("web_identity", "role_arn a\nrole_session_name b\nweb_identity_token_file c\n");
    needed.put("instance_profile", "");
    needed.put("shared", "");
    needed.put("process", "process a\n");
    needed.forEach(
        (kind, lines) ->
            sections.put(
                "<" + kind + "_credentials> of <match> of type kinesis_firehose",
                FIREHOSE
                    + "<"
                    + kind
                    + "_credentials>\n"
                    + lines
                    + "%s</"
                    + kind
                    + "_credentials>\n"
                    + "</match>\n"));
    return sections;
  }

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
    values.put("keepalive_timeout <match> of type forward", "keepalive_timeout 5s => 5000");
    values.put("expression <replace> of <filter> of type record_modifier", "expression /x/");
    filters().keySet().stream()
        .filter(section -> section.startsWith("<parse>"))
        .forEach(section -> values.put("@type " + section, "@type " + section.split(" ", 5)[3]));
    return values;
  }
}
