package dev.logproof.experiment.policy;

import dev.logproof.experiment.policy.FitDecision.Enough;
import dev.logproof.experiment.policy.FitDecision.NotShown;
import dev.logproof.experiment.policy.FitDecision.Repeat;
import dev.logproof.experiment.policy.FitDecision.Widen;
import dev.logproof.record.result.ExperimentResult.LoadPoint;
import dev.logproof.statistics.LineFit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides whether a sweep's points carry the slope of CPU against rate, and what to measure next if
 * not: first a wider range, up to the highest rate that may be used, then the ends of the range
 * again and longer, since they determine the slope most.
 *
 * @param margin half the width of the slope's 95 % interval has to be below this share of the slope
 * @param maxPoints bound of the sweep, held or not
 * @param maxSeconds longest window
 */
public record CpuFitRule(double margin, int maxPoints, double maxSeconds) {
  private static final double ARTICLE_MARGIN = 0.1;

  /** A range is wide when its highest rate is this close to the limit. */
  private static final double NEAR_LIMIT = 0.9;

  private static final double WIDENING = 2;
  private static final double LENGTHENING = 1.5;

  /** ± 10 %, at most 20 points of at most 60 s. */
  public static final CpuFitRule DEFAULT = new CpuFitRule(ARTICLE_MARGIN, 20, 60);

  /**
   * Decides after the {@code points} of one target.
   *
   * @param points at least one; those that were not held do not enter the fit
   * @param limitBytesPerSecond knee, or the highest rate to try; no rate above it is used
   */
  public FitDecision decide(List<LoadPoint> points, double limitBytesPerSecond) {
    List<LoadPoint> used =
        points.stream()
            .filter(point -> point.held() && point.offeredBytesPerSecond() <= limitBytesPerSecond)
            .toList();
    Optional<LineFit> fit = fit(used);
    boolean hasRates = rates(used) >= LineFit.MIN_POINTS;
    if (hasRates && fit.isPresent() && fit.get().relativeMargin() < margin) {
      return new Enough(fit.get());
    }
    if (points.size() >= maxPoints) {
      return new NotShown(
          fit.filter(found -> hasRates)
              .map(found -> tooUncertain(points, used, found))
              .orElseGet(() -> tooFewRates(points, used)));
    }
    return used.isEmpty()
        ? lower(points, limitBytesPerSecond)
        : more(points, used, limitBytesPerSecond);
  }

  private FitDecision lower(List<LoadPoint> points, double limit) {
    LoadPoint lowest =
        points.stream()
            .min(Comparator.comparingDouble(LoadPoint::offeredBytesPerSecond))
            .orElseThrow(() -> new IllegalArgumentException("no points: expected at least one"));
    double rate = Math.min(lowest.offeredBytesPerSecond(), limit) / WIDENING;
    return new Widen(rate, Math.min(lowest.seconds(), maxSeconds));
  }

  private FitDecision more(List<LoadPoint> points, List<LoadPoint> used, double limit) {
    double highest = rate(used, Comparator.naturalOrder());
    double lowest = rate(used, Comparator.reverseOrder());
    double ceiling = Math.min(limit, belowNotHeld(points, highest));
    double seconds = longest(used);
    if (highest < NEAR_LIMIT * ceiling) {
      return new Widen(Math.min(highest * WIDENING, ceiling), seconds);
    }
    long rates = rates(used);
    if (rates < LineFit.MIN_POINTS) {
      return new Widen(rates == 1 ? highest / WIDENING : (lowest + highest) / 2, seconds);
    }
    boolean highestIsRarer = count(used, highest) <= count(used, lowest);
    return new Repeat(
        highestIsRarer ? highest : lowest, Math.min(seconds * LENGTHENING, maxSeconds));
  }

  /** Highest rate that no failed point forbids: halfway to the lowest failure above. */
  private static double belowNotHeld(List<LoadPoint> points, double highest) {
    double lowestFailure =
        points.stream()
            .filter(point -> !point.held() && point.offeredBytesPerSecond() > highest)
            .mapToDouble(LoadPoint::offeredBytesPerSecond)
            .min()
            .orElse(Double.POSITIVE_INFINITY);
    return Double.isInfinite(lowestFailure) ? lowestFailure : (highest + lowestFailure) / 2;
  }

  private static Optional<LineFit> fit(List<LoadPoint> used) {
    return LineFit.through(
        used.stream().mapToDouble(LoadPoint::achievedBytesPerSecond).toArray(),
        used.stream().mapToDouble(LoadPoint::cpuCores).toArray());
  }

  private static long rates(List<LoadPoint> used) {
    return used.stream().mapToDouble(LoadPoint::offeredBytesPerSecond).distinct().count();
  }

  private static double rate(List<LoadPoint> used, Comparator<Double> order) {
    return used.stream().map(LoadPoint::offeredBytesPerSecond).max(order).orElseThrow();
  }

  private static double longest(List<LoadPoint> used) {
    return used.stream().mapToDouble(LoadPoint::seconds).max().orElseThrow();
  }

  private static long count(List<LoadPoint> used, double rate) {
    return used.stream().filter(point -> point.offeredBytesPerSecond() == rate).count();
  }

  private static String tooFewRates(List<LoadPoint> points, List<LoadPoint> used) {
    return String.format(
        Locale.ROOT,
        "only %d rates were held in %d measurements, and a slope needs %d",
        rates(used),
        points.size(),
        LineFit.MIN_POINTS);
  }

  private String tooUncertain(List<LoadPoint> points, List<LoadPoint> used, LineFit fit) {
    return String.format(
        Locale.ROOT,
        "the slope is %.2f ± %.2f ms of CPU per MB after %d measurements up to %.2f MB/s, and"
            + " ± %.0f %% was asked for",
        fit.slope() * 1e9,
        fit.slopeMargin() * 1e9,
        points.size(),
        rate(used, Comparator.naturalOrder()) / 1e6,
        margin * 100);
  }
}
