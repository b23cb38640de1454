package dev.logproof.experiment.compare;

import dev.logproof.statistics.RatioInterval;
import dev.logproof.statistics.SlopeEstimate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The ratio of one figure in two runs.
 *
 * @param a mean, slope or knee of A
 * @param interval empty when there is none
 * @param note sample, or why there is no interval
 */
record FigureRatio(double a, double b, Optional<RatioInterval> interval, String note) {
  /**
   * Computes the ratio of {@code b} to {@code a}.
   *
   * @param unrepeated share by which a range is widened, since one search does not show how much
   *     the next one would differ
   */
  static FigureRatio of(Figure a, Figure b, double confidence, double unrepeated) {
    return switch (a.kind()) {
      case MEANS -> means(a, b, confidence);
      case SLOPE -> slopes(a, b, confidence);
      case PAIRS -> pairs(a, b, confidence);
      case COUNTS -> counts(a, b, confidence);
      case BRACKETS -> brackets(a, b, confidence, unrepeated);
    };
  }

  private static FigureRatio means(Figure a, Figure b, double confidence) {
    String n = "n = %d and %d".formatted(a.values().size(), b.values().size());
    Optional<RatioInterval> interval = RatioInterval.ofMeans(a.values(), b.values(), confidence);
    return new FigureRatio(
        mean(a.values()),
        mean(b.values()),
        interval,
        interval.isPresent() ? n : n + ": too few, equal, or zero values");
  }

  private static FigureRatio counts(Figure a, Figure b, double confidence) {
    String n = "n = %d and %d".formatted(a.values().size(), b.values().size());
    Optional<RatioInterval> interval = RatioInterval.ofCounts(a.values(), b.values(), confidence);
    double meanA = mean(a.values());
    double meanB = mean(b.values());
    String why = meanA + meanB == 0 ? ": none on either side" : ": fewer than two deployments";
    return new FigureRatio(meanA, meanB, interval, interval.isPresent() ? n : n + why);
  }

  private static FigureRatio slopes(Figure a, Figure b, double confidence) {
    SlopeEstimate slopeA = SlopeEstimate.of(a.atArray(), a.valueArray());
    SlopeEstimate slopeB = SlopeEstimate.of(b.atArray(), b.valueArray());
    Optional<RatioInterval> interval = RatioInterval.ofSlopes(slopeA, slopeB, confidence);
    String n = "%d and %d points".formatted(a.values().size(), b.values().size());
    return new FigureRatio(
        slopeA.slope(),
        slopeB.slope(),
        interval,
        interval.isPresent() ? n : n + ": too few, or a slope that does not differ from 0");
  }

  private static FigureRatio pairs(Figure a, Figure b, double confidence) {
    Map<Double, Double> byRateA = means(a);
    Map<Double, Double> byRateB = means(b);
    List<Double> common = byRateA.keySet().stream().filter(byRateB::containsKey).toList();
    double[] valuesA = common.stream().mapToDouble(byRateA::get).toArray();
    double[] valuesB = common.stream().mapToDouble(byRateB::get).toArray();
    Optional<RatioInterval> interval = RatioInterval.ofPairs(valuesA, valuesB, confidence);
    String n = "%d common rates".formatted(common.size());
    return new FigureRatio(
        mean(IntStream.range(0, valuesA.length).mapToObj(i -> valuesA[i]).toList()),
        mean(IntStream.range(0, valuesB.length).mapToObj(i -> valuesB[i]).toList()),
        interval,
        interval.isPresent() ? n : n + ": too few, or equal ratios");
  }

  private static Map<Double, Double> means(Figure figure) {
    return IntStream.range(0, figure.values().size())
        .boxed()
        .collect(
            Collectors.groupingBy(
                figure.at()::get, TreeMap::new, Collectors.averagingDouble(figure.values()::get)));
  }

  private static FigureRatio brackets(Figure a, Figure b, double confidence, double unrepeated) {
    double lowA = mean(a.at());
    double lowB = mean(b.at());
    RatioInterval range =
        new RatioInterval(lowB / lowA, lowB / mean(a.values()), mean(b.values()) / lowA);
    Optional<RatioInterval> repeated = RatioInterval.ofMeans(a.at(), b.at(), confidence);
    RatioInterval widened =
        repeated
            .map(
                interval ->
                    new RatioInterval(
                        range.ratio(),
                        Math.min(range.low(), interval.low()),
                        Math.max(range.high(), interval.high())))
            .orElseGet(() -> range.widened(unrepeated));
    String n = "%d and %d searches".formatted(a.values().size(), b.values().size());
    return new FigureRatio(
        lowA,
        lowB,
        Optional.of(widened),
        repeated.isPresent() ? n : n + ", ranges widened by the noise");
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }
}
