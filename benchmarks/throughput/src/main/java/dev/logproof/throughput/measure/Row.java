package dev.logproof.throughput.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * All rounds of one aggregator at one rate.
 *
 * @param first measurements of the first aggregator that got the same lines, the baseline
 */
public record Row(
    String aggregator, String rate, List<Measurement> rounds, List<Measurement> first) {
  /** Groups by rate and aggregator, in order of first appearance. */
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
                                of(measurements, baseline(name, measurements), rate))))
        .filter(row -> !row.rounds().isEmpty())
        .toList();
  }

  private static String baseline(String name, List<Measurement> all) {
    String lines =
        all.stream().filter(m -> m.aggregator().equals(name)).findFirst().orElseThrow().lines();
    return all.stream().filter(m -> m.lines().equals(lines)).findFirst().orElseThrow().aggregator();
  }

  private static List<Measurement> of(List<Measurement> all, String name, String rate) {
    return all.stream().filter(m -> m.aggregator().equals(name) && m.rate().equals(rate)).toList();
  }

  /** Median over the rounds. */
  public double median(ToDoubleFunction<Measurement> value) {
    return median(rounds.stream().mapToDouble(value).toArray());
  }

  /**
   * Median of the ratios to the first aggregator within a round, so that a disturbance affects
   * both; empty for the first aggregator.
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

  /** First objection of any round. */
  public Optional<String> objection() {
    return rounds.stream().flatMap(m -> m.objections().stream()).findFirst();
  }

  /** Events lost in all rounds. */
  public long lost() {
    return rounds.stream().mapToLong(Measurement::lost).sum();
  }

  /** Duplicate events of all rounds. */
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
