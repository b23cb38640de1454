package dev.logproof.verify.verdict;

import dev.logproof.verify.check.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A limit on one figure of the outcome, such as {@code lost<=0}. Immutable.
 *
 * @param text as it was given
 */
public record Threshold(String text, String metric, String operator, double limit) {
  private static final Pattern FORM =
      Pattern.compile("\\s*([a-z-]+)\\s*(<=|>=|==|<|>)\\s*(\\d+(?:\\.\\d+)?)\\s*(%?)\\s*");
  private static final Map<String, ToDoubleFunction<Outcome>> METRICS = metrics();

  private static Map<String, ToDoubleFunction<Outcome>> metrics() {
    Map<String, ToDoubleFunction<Outcome>> metrics = new LinkedHashMap<>();
    metrics.put("attempted", outcome -> (double) outcome.attempted());
    metrics.put("lost", outcome -> (double) outcome.lost());
    metrics.put("lost-acked", outcome -> (double) outcome.lostAcked());
    metrics.put("lost-unacked", outcome -> (double) outcome.lostUnacked());
    metrics.put("recovered", outcome -> (double) outcome.recovered());
    metrics.put("duplicated", outcome -> (double) outcome.duplicated());
    metrics.put("unexpected", outcome -> (double) outcome.unexpected().count());
    metrics.put("corrupt", outcome -> (double) outcome.corrupt());
    metrics.put("late", outcome -> (double) outcome.late());
    metrics.put(
        "reliability", outcome -> Reliability.of(outcome.lost(), outcome.attempted()).share());
    return metrics;
  }

  /**
   * Reads {@code metric operator number}; a number with {@code %} is a share.
   *
   * @throws IllegalArgumentException when the text has another form or names no metric
   */
  public static Threshold parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches() || !METRICS.containsKey(matcher.group(1))) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "': expected one of "
              + String.join(", ", METRICS.keySet())
              + ", then <=, <, >=, > or ==, then a number, such as lost<=0 or reliability>=99.99%");
    }
    double number = Double.parseDouble(matcher.group(3));
    double limit = matcher.group(4).isEmpty() ? number : number / 100;
    return new Threshold(text.strip(), matcher.group(1), matcher.group(2), limit);
  }

  /** What the outcome has. */
  public double value(Outcome outcome) {
    ToDoubleFunction<Outcome> of = METRICS.get(metric);
    if (of == null) {
      throw new IllegalStateException("no metric " + metric);
    }
    return of.applyAsDouble(outcome);
  }

  /** Whether {@code outcome} keeps to it. */
  public boolean holds(Outcome outcome) {
    double value = value(outcome);
    return switch (operator) {
      case "<=" -> value <= limit;
      case "<" -> value < limit;
      case ">=" -> value >= limit;
      case ">" -> value > limit;
      default -> Math.abs(value - limit) < 1e-12;
    };
  }
}
