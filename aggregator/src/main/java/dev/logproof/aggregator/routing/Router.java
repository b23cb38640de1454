package dev.logproof.aggregator.routing;

import java.util.List;
import java.util.Optional;

/**
 * Sends each tag to the first rule that takes it. Tries the rules one after the other, so it is
 * meant to be asked once for a tag, through a {@link TagCache}. Immutable; any thread.
 */
public final class Router<T> {
  private final List<Rule<T>> rules;

  /** Takes the rules in the order in which they are tried. */
  public Router(List<Rule<T>> rules) {
    this.rules = List.copyOf(rules);
  }

  /** The target of the first rule that takes the tag; empty when none does. */
  public Optional<T> route(String tag) {
    for (Rule<T> rule : rules) {
      if (rule.pattern().matches(tag)) {
        return Optional.of(rule.target());
      }
    }
    return Optional.empty();
  }

  /** One pattern and where its tags go. */
  public record Rule<T>(TagPattern pattern, T target) {}
}
