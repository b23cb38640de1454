package dev.logproof.aggregator.routing;

import java.util.List;
import java.util.Optional;

/**
 * Routes each tag to the first matching rule. Tries rules in sequence, so callers use a {@link
 * TagCache}. Immutable.
 */
public final class Router<T> implements TagRoutes<T> {
  private final List<Rule<T>> rules;

  /** Tries {@code rules} in this order. */
  public Router(List<Rule<T>> rules) {
    this.rules = List.copyOf(rules);
  }

  /** Returns the target of the first matching rule. */
  @Override
  public Optional<T> route(String tag) {
    for (Rule<T> rule : rules) {
      if (rule.pattern().matches(tag)) {
        return Optional.of(rule.target());
      }
    }
    return Optional.empty();
  }

  /** A pattern and the target of its tags. */
  public record Rule<T>(TagPattern pattern, T target) {}
}
