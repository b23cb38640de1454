package dev.logproof.aggregator.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A {@code <filter>} per section of the reference, each with a place for one more line. */
final class FilterSectionSamples {
  private FilterSectionSamples() {}

  static Map<String, String> all() {
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
}
