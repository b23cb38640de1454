package dev.logproof.aggregator.intake;

/** Sections of a configuration, as text. */
final class ConfigSections {
  private ConfigSections() {}

  static String match(String pattern, String body) {
    return "<match " + pattern + ">\n" + body + "</match>\n";
  }

  static String label(String name, String body) {
    return "<label " + name + ">\n" + body + "</label>\n";
  }

  /** Lines of an output with an id. */
  static String out(String id) {
    return "@type null\n@id " + id + "\n";
  }
}
