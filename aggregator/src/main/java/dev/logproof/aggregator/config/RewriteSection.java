package dev.logproof.aggregator.config;

import dev.logproof.aggregator.config.RewriteOutput.NewTag;
import dev.logproof.aggregator.config.RewriteOutput.Rule;
import dev.logproof.aggregator.config.syntax.Section;
import dev.logproof.aggregator.config.syntax.SourceLocation;
import dev.logproof.aggregator.ruby.FieldPath;
import dev.logproof.aggregator.ruby.RubyRegexp;
import dev.logproof.aggregator.ruby.TagTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code <match>} of type rewrite_tag_filter. Not thread-safe.
 *
 * @param ownLabel of rules without a label
 */
record RewriteSection(SectionReader reader, Labels labels, String ownLabel) {
  static final String TYPE = "rewrite_tag_filter";

  private static final int MAX_RULES = 1_000;
  private static final int MAX_NUMBERED = 200;
  private static final Pattern NUMBERED = Pattern.compile("(\\S+)\\s+(.+?)\\s+(\\S+)");
  private static final RubyRegexp NOTHING = RubyRegexp.compile("(?!)", false, false);
  private static final String PREFIX = "remove_tag_prefix";
  private static final String REGEXP = "remove_tag_regexp";

  /**
   * Reads the section.
   *
   * @param label of the section; "" is the top level
   */
  static RewriteOutput read(PluginSection plugin, Labels labels, String label) {
    SectionReader reader = plugin.reader();
    String ownLabel = labels.useOr(reader, "@label", "its own", label);
    return new RewriteSection(reader, labels, ownLabel).read(plugin.id());
  }

  private RewriteOutput read(String id) {
    boolean capitalizes = reader.flag("capitalize_regex_backreference", false);
    RubyRegexp cut = cut();
    reader.explain("emit_mode", "every event gets its tag alone");
    List<Rule> rules = rules();
    hostName(rules);
    reader.finish(UnsupportedParameters.MATCH_SECTIONS, "<rule>");
    return new RewriteOutput(id, rules, cut, capitalizes);
  }

  private RubyRegexp cut() {
    if (reader.has(PREFIX) && reader.has(REGEXP)) {
      reader.report(Remedy.CORRECT, "expected either " + PREFIX + " or " + REGEXP);
    }
    RubyRegexp ofPrefix =
        reader.optional(PREFIX, "none", text -> text).map(RewriteSection::prefix).orElse(NOTHING);
    return reader.optional(REGEXP, "none", RubyRegexp::parse).orElse(ofPrefix);
  }

  private static RubyRegexp prefix(String prefix) {
    StringBuilder expression = new StringBuilder("^");
    prefix
        .codePoints()
        .forEach(
            each ->
                expression
                    .append(each < 0x80 && !Character.isLetterOrDigit(each) ? "\\" : "")
                    .appendCodePoint(each));
    return RubyRegexp.compile(expression + "\\.?", false, false);
  }

  private List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    for (Section section : reader.sections("rule")) {
      SectionReader rule = reader.inner(section);
      add(rule(rule), rule.place(), rules);
    }
    numbered(rules);
    if (rules.isEmpty() || rules.size() > MAX_RULES) {
      reader.report(
          Remedy.CORRECT,
          "expected 1 to " + MAX_RULES + " <rule> sections with key, pattern and tag");
    }
    return rules;
  }

  private void add(Rule rule, SourceLocation place, List<Rule> rules) {
    if (rules.stream().anyMatch(earlier -> isSame(earlier, rule))) {
      reader.report(place, Remedy.CORRECT, "there is a rule with this key and pattern already");
    }
    rules.add(rule);
  }

  /** Reads {@code rewriterule1 key pattern tag}, the form of the plugin before version 2. */
  private void numbered(List<Rule> rules) {
    for (int number = 1; number <= MAX_NUMBERED; number++) {
      String name = "rewriterule" + number;
      if (number == 1 || reader.has(name)) {
        reader
            .optional(name, "none", text -> numberedRule(text, ownLabel))
            .ifPresent(rule -> add(rule.rule(), reader.placeOf(name), rules));
      }
    }
  }

  /** A rule as it is written. */
  private record NumberedRule(String text, Rule rule) {
    @Override
    public String toString() {
      return text;
    }
  }

  private static NumberedRule numberedRule(String text, String label) {
    Matcher parts = NUMBERED.matcher(text);
    if (!parts.matches() || parts.group(2).startsWith("\"!")) {
      throw new IllegalArgumentException(
          "expected a key, a pattern and a tag, such as status ^5 web.error");
    }
    String pattern = parts.group(2);
    boolean inverts = pattern.startsWith("!");
    boolean isQuoted = pattern.length() > 1 && pattern.startsWith("\"") && pattern.endsWith("\"");
    String bare = isQuoted ? pattern.substring(1, pattern.length() - 1) : pattern;
    return new NumberedRule(
        text,
        new Rule(
            FieldPath.parse(parts.group(1)),
            RubyRegexp.compile(inverts ? bare.substring(1) : bare, false, false),
            inverts,
            new NewTag(template(parts.group(3)), label, false)));
  }

  private static boolean isSame(Rule one, Rule other) {
    return one.key().equals(other.key())
        && one.inverts() == other.inverts()
        && one.pattern().toString().equals(other.pattern().toString());
  }

  private Rule rule(SectionReader rule) {
    FieldPath key = rule.required("key", FieldPath.of("unreadable"), FieldPath::parse);
    RubyRegexp pattern = rule.required("pattern", NOTHING, RubyRegexp::parse);
    String template = rule.required("tag", "", RewriteSection::template);
    boolean isRelabeled = rule.has("label");
    String label = labels.useOr(rule, "label", "that of the section", ownLabel);
    boolean inverts = rule.flag("invert", false);
    rule.finish(Map.of(), "none");
    warn(rule, TagTemplate.unused(template), " stays as it is, as in Fluentd");
    warn(rule, TagTemplate.unknown(template), " is empty, as in Fluentd");
    return new Rule(key, pattern, inverts, new NewTag(template, label, isRelabeled));
  }

  private static void warn(SectionReader rule, List<String> placeholders, String why) {
    placeholders.forEach(text -> rule.warn(rule.placeOf("tag"), text + why));
  }

  private static String template(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("expected a tag, such as web.$1 or ${tag_parts[0]}.error");
    }
    TagTemplate.checkRanges(text);
    return text;
  }

  private void hostName(List<Rule> rules) {
    boolean isUsed = rules.stream().anyMatch(rule -> TagTemplate.namesHost(rule.to().template()));
    if (isUsed) {
      reader.only("hostname_command", "hostname", "no command is run");
    } else {
      reader.explain("hostname_command", "no tag has the name of the host");
    }
  }
}
