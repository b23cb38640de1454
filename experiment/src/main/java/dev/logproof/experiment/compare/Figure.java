package dev.logproof.experiment.compare;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A figure of one target, as the values that its interval is computed from.
 *
 * @param name unique per target
 * @param at of each value: the rate for {@link Kind#SLOPE} and {@link Kind#PAIRS}, the lower end
 *     for {@link Kind#BRACKETS}; the one rate of {@link Kind#MEANS} at a rate; otherwise empty
 * @param values at least one
 */
public record Figure(
    String target,
    String name,
    String unit,
    Kind kind,
    boolean moreIsWorse,
    List<Double> at,
    List<Double> values) {
  /** How values become a ratio with its interval. */
  public enum Kind {
    /** Independent positive values: Welch's t on logarithms. */
    MEANS,
    /** Points of a line: the ratio of slopes (Fieller). */
    SLOPE,
    /** One value per rate: Student's t on the logarithms of the ratios at common rates. */
    PAIRS,
    /** Counts per deployment: conditional binomial with dispersion. */
    COUNTS,
    /** A range that holds the value: the range of the ratios. */
    BRACKETS
  }

  /** Copies the lists. */
  public Figure {
    at = List.copyOf(at);
    values = List.copyOf(values);
  }

  static Figure of(
      String target,
      String name,
      String unit,
      Kind kind,
      boolean moreIsWorse,
      List<Double> values) {
    return new Figure(target, name, unit, kind, moreIsWorse, List.of(), values);
  }

  /** False for a figure at a rate that is not one of {@code rates}. */
  boolean isAtOneOf(List<Double> rates) {
    return kind != Kind.MEANS || rates.containsAll(at);
  }

  boolean isSameAs(Figure other) {
    return name.equals(other.name) && kind == other.kind;
  }

  /**
   * Every second value, from the first (0) or second (1) one. At a rate that was measured several
   * times, every second measurement of that rate.
   */
  Figure half(int first) {
    List<Integer> chosen =
        IntStream.range(0, values.size()).filter(i -> turn(i) % 2 == first).boxed().toList();
    return new Figure(
        target,
        name,
        unit,
        kind,
        moreIsWorse,
        kind == Kind.MEANS || kind == Kind.COUNTS ? at : chosen.stream().map(at::get).toList(),
        chosen.stream().map(values::get).toList());
  }

  private int turn(int index) {
    boolean isPerRate = kind == Kind.SLOPE || kind == Kind.PAIRS;
    return isPerRate
        ? (int) at.subList(0, index).stream().filter(at.get(index)::equals).count()
        : index;
  }

  double[] valueArray() {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  double[] atArray() {
    return at.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
