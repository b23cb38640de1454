package dev.logproof.verify.verdict;

import dev.logproof.verify.check.Outcome;
import dev.logproof.verify.verdict.Bounds.Range;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A limit on one figure of the outcome, such as {@code lost<=0} or {@code lost<=1%}. Compares
 * counts exactly: a share is multiplied, never divided.
 *
 * @param text as given
 * @param ofAttempted whether the limit is a share of the tracers attempted
 */
public record Threshold(
    String text, Metric metric, String operator, BigDecimal limit, boolean ofAttempted) {
  private static final Pattern FORM =
      Pattern.compile(
          "\\s*([a-z-]+)\\s*(<=|>=|==|<|>)\\s*(\\d{1,18}(?:\\.\\d{1,18})?)\\s*(%?)\\s*");

  /** State of a threshold; only {@code OPEN} depends on data still to come. */
  enum State {
    KEPT,
    BROKEN,
    OPEN
  }

  /**
   * Parses {@code metric operator number}; {@code %} is a share of the attempted tracers.
   *
   * @throws IllegalArgumentException if the form or the metric is unknown
   */
  public static Threshold parse(String text) {
    Matcher matcher = FORM.matcher(text);
    Metric metric = matcher.matches() ? Metric.of(matcher.group(1)).orElse(null) : null;
    if (metric == null) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "': expected one of "
              + Metric.names()
              + ", then <=, <, >=, > or ==, then a number, such as lost<=0 or reliability>=99.99%");
    }
    boolean percent = !matcher.group(4).isEmpty();
    BigDecimal number = new BigDecimal(matcher.group(3));
    BigDecimal limit = percent ? number.movePointLeft(2) : number;
    boolean share = percent || metric == Metric.RELIABILITY;
    if (percent && metric == Metric.ATTEMPTED) {
      throw new IllegalArgumentException(
          "'" + text + "': shares are of the tracers attempted; expected a number without %");
    }
    if (share && limit.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException(
          "'" + text + "': expected a share of 0 to 1, or of 0% to 100%");
    }
    return new Threshold(text.strip(), metric, matcher.group(2), limit, share);
  }

  /** Measured value, in the unit of the limit. */
  public double value(Outcome outcome) {
    return (double) metric.measured(outcome) / unit(outcome);
  }

  /** Whether {@code outcome} meets the threshold. */
  public boolean holds(Outcome outcome) {
    return holds(metric.measured(outcome), outcome);
  }

  State state(Bounds bounds) {
    Range range = metric.range(bounds);
    boolean atLow = holds(range.low(), bounds.outcome());
    boolean atHigh = holds(range.high(), bounds.outcome());
    boolean within = operator.equals("==") && isWithin(range, bounds.outcome());
    if (atLow && atHigh) {
      return State.KEPT;
    }
    return atLow || atHigh || within ? State.OPEN : State.BROKEN;
  }

  private boolean isWithin(Range range, Outcome outcome) {
    return compare(range.low(), outcome) <= 0 && compare(range.high(), outcome) >= 0;
  }

  private boolean holds(long count, Outcome outcome) {
    int order = compare(count, outcome);
    return switch (operator) {
      case "<=" -> order <= 0;
      case "<" -> order < 0;
      case ">=" -> order >= 0;
      case ">" -> order > 0;
      default -> order == 0;
    };
  }

  private int compare(long count, Outcome outcome) {
    return BigDecimal.valueOf(count).compareTo(limit.multiply(BigDecimal.valueOf(unit(outcome))));
  }

  private long unit(Outcome outcome) {
    return ofAttempted ? Math.max(1, outcome.attempted()) : 1;
  }

  @Override
  public String toString() {
    return text;
  }
}
