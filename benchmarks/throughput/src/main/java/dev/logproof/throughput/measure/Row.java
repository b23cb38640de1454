package dev.logproof.throughput.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * One aggregator under one rate, all rounds together.
 *
 * @param rounds its measurements, one a round
 * @param first those of the first aggregator, which the others are compared with
 */
public record Row(
    String aggregator, String rate, List<Measurement> rounds, List<Measurement> first) {
  /** The rows of {@code measurements}, rate by rate, in the order of their first appearance. */
  public static List<Row> of(List<Measurement> measurements) {
    List<String> rates = measurements.stream().map(Measurement::rate).distinct().toList();
    List<String> names = measurements.stream().map(Measurement::aggregator).distinct().toList();
    return rates.stream()
        .flatMap(
            rate ->
                names.stream()
                    .map(
                        name ->
                            new Row(
                                name,
                                rate,
                                of(measurements, name, rate),
                                of(measurements, names.get(0), rate))))
        .filter(row -> !row.rounds().isEmpty())
        .toList();
  }

  private static List<Measurement> of(List<Measurement> all, String name, String rate) {
    return all.stream().filter(m -> m.aggregator().equals(name) && m.rate().equals(rate)).toList();
  }

  /** The middle of the rounds. */
  public double median(ToDoubleFunction<Measurement> value) {
    return median(rounds.stream().mapToDouble(value).toArray());
  }

  /**
   * The middle of the ratios to the first aggregator, each within a round, so that what disturbed a
   * round disturbed both; none for the first aggregator itself.
   */
  public OptionalDouble ratio(ToDoubleFunction<Measurement> value) {
    double[] ratios =
        rounds.stream()
            .flatMap(
                m ->
                    first.stream()
                        .filter(f -> f.round() == m.round() && !f.equals(m))
                        .map(f -> value.applyAsDouble(m) / value.applyAsDouble(f)))
            .mapToDouble(Double::doubleValue)
            .toArray();
    return ratios.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(median(ratios));
  }

  /** The first objection of any round. */
  public Optional<String> objection() {
    return rounds.stream().flatMap(m -> m.objections().stream()).findFirst();
  }

  /** Events of all rounds that never arrived. */
  public long lost() {
    return rounds.stream().mapToLong(Measurement::lost).sum();
  }

  /** Events of all rounds that arrived again. */
  public long duplicates() {
    return rounds.stream().mapToLong(Measurement::duplicates).sum();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
