package dev.logproof.aggregator.config;

/**
 * One setting in force.
 *
 * @param value in the unit used internally
 * @param origin {@code file:line}, or {@code default}
 * @param fluentd the value that Fluentd would use; "" where it is the same
 */
public record EffectiveSetting(
    String section, String name, String value, String origin, String fluentd) {
  String shownOrigin() {
    return fluentd.isEmpty() ? origin : origin + "; Fluentd: " + fluentd;
  }
}
