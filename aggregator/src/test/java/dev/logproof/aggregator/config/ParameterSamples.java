package dev.logproof.aggregator.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sections and values for tests of every parameter. Immutable. */
final class ParameterSamples {
  private static final String FIREHOSE =
      "<match **>\n@type kinesis_firehose\ndelivery_stream_name s\n";

  /** Some parameters have an effect with this chunk key only. */
  private static final String WITH_TIME = ", with time";

  private static final String IN_FILE = ", of type file";

  private ParameterSamples() {}

  /** A section with a place for one more line, and the parameters that it needs. */
  static final Map<String, String> SECTIONS = sections();

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
    sections.put(
        "<parse> of <source> of type http",
        "<source>\n@type http\n<parse>\n%s</parse>\n</source>\n");
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

  static Map<String, String> filters() {
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
    String discovery = forwarding + "</server>\n<service_discovery>\n";
    String end = "</service_discovery>\n</match>\n";
    sections.put("<service_discovery> of <match> of type forward", discovery + "%s" + end);
    sections.put(
        "<service> of <service_discovery> of <match> of type forward",
        discovery + "<service>\nhost g\n%s</service>\n" + end);
    sections.put(
        "<match> of type kinesis_streams",
        "<match **>\n@type kinesis_streams\nstream_name s\n%s</match>\n");
    String s3 = "<match **>\n@type s3\ns3_bucket bkt\n";
    String rewrite = "<match **>\n@type rewrite_tag_filter\n%s<rule>\nkey k\npattern p\ntag t\n";
    String rule = "</rule>\n</match>\n";
    sections.put("<match> of type rewrite_tag_filter", rewrite + rule);
    sections.put(
        "<rule> of <match> of type rewrite_tag_filter", rewrite.replace("%s", "") + "%s" + rule);
    sections.put("<match> of type s3", s3 + "%s</match>\n");
    sections.put("<compress> of <match> of type s3", s3 + "<compress>\n%s</compress>\n</match>\n");
    return sections;
  }

  private static Map<String, String> credentials() {
    Map<String, String> sections = new LinkedHashMap<>();
    for (String kind :
        List.of("assume_role", "web_identity", "instance_profile", "shared", "process")) {
      String section = kind + "_credentials";
      sections.put(
          "<" + section + "> of <match> of type kinesis_firehose",
          FIREHOSE + "<" + section + ">\n" + needed(kind) + "%s</" + section + ">\n</match>\n");
    }
    return sections;
  }

  /** Returns the required parameters of a section of credentials. */
  private static String needed(String kind) {
    return switch (kind) {
      case "assume_role" -> "role_arn a\nrole_session_name b\n";
      case "web_identity" -> "role_arn a\nrole_session_name b\nweb_identity_token_file c\n";
      case "process" -> "process a\n";
      default -> "";
    };
  }
}
