package dev.logproof.aggregator.config;

import dev.logproof.aggregator.ruby.FieldPath;
import dev.logproof.aggregator.ruby.RubyRegexp;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code @type rewrite_tag_filter}: sends events again to the routes of a label, with another tag.
 *
 * @param cut taken out of the tag before it stands for a placeholder
 * @param capitalizes whether texts of groups are capitalized
 */
public record RewriteOutput(String id, List<Rule> rules, RubyRegexp cut, boolean capitalizes)
    implements OutputConfig {
  /** Largest number of new tags per event; more than that is a cycle. */
  public static final int MAX_NEW_TAGS = 10;

  /** Copies the list. */
  public RewriteOutput {
    rules = List.copyOf(rules);
  }

  @Override
  public Stream<OutputConfig> leaves() {
    return Stream.of();
  }

  @Override
  public Stream<String> labels() {
    return rules.stream().map(rule -> rule.to().label());
  }

  /** One {@code <rule>}; the first whose pattern matches applies. */
  public record Rule(FieldPath key, RubyRegexp pattern, boolean inverts, NewTag to) {}

  /**
   * New tag and label that a rule gives its events.
   *
   * @param template tag with placeholders
   * @param label "" is the top level
   * @param isRelabeled whether events whose tag does not change are emitted too
   */
  public record NewTag(String template, String label, boolean isRelabeled) {}
}
