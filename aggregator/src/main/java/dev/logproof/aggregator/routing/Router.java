package dev.logproof.aggregator.routing;

import java.util.List;
import java.util.Optional;

/** Sends each tag to the first rule that takes it. Immutable; any thread. */
public final class Router<T> {
  private final List<Rule<T>> rules;

  /** Rules in the order in which they are tried. */
  public Router(List<Rule<T>> rules) {
    this.rules = List.copyOf(rules);
  }

  /** The target of the first rule that takes the tag; empty when none does. */
  public Optional<T> route(String tag) {
    return rules.stream().filter(rule -> rule.pattern().matches(tag)).findFirst().map(Rule::target);
  }

  /** One pattern and where its tags go. */
  public record Rule<T>(TagPattern pattern, T target) {}
}
