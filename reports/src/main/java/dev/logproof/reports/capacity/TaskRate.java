package dev.logproof.reports.capacity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Planned rate of one task: the rate at its CPU target, capped at the highest sustained rate. The
 * fitted line is not extrapolated.
 *
 * @param basis {@code measured} or {@code article}
 */
public record TaskRate(double bytesPerSecond, String basis, List<String> explanation) {
  /** Basis of a measured rate. */
  public static final String MEASURED = "measured";

  /** Basis of the article's rate. */
  public static final String ARTICLE = "article";

  /** "Each task … can handle at least 9 MB/s of log traffic." */
  public static final double ARTICLE_BYTES_PER_SECOND = 9e6;

  /** The article's rate, without a measured one. */
  public static TaskRate ofArticle(List<String> whyNotMeasured) {
    List<String> explanation = new ArrayList<>(whyNotMeasured);
    explanation.add(
        "9.00 MB/s per task is the article's figure, for Fluentd on 4 vCPU and 8 GB; it was not"
            + " measured here and does not depend on the CPU target");
    return new TaskRate(ARTICLE_BYTES_PER_SECOND, ARTICLE, List.copyOf(explanation));
  }

  /**
   * Derives the rate from at least one held point.
   *
   * @throws NotPlannableException if no rate stays within the target
   */
  public static TaskRate measured(List<HeldPoint> points, double targetCores)
      throws NotPlannableException {
    Optional<HeldPoint> highest = highestWithin(points, targetCores);
    Optional<CpuFit> fit = CpuFit.through(points);
    return fit.isPresent() && fit.get().risesSurely()
        ? fitted(points, highest, fit.get(), targetCores)
        : unfitted(points, highest, fit, targetCores);
  }

  /** Highest held rate below the lowest that exceeded the target. */
  private static Optional<HeldPoint> highestWithin(List<HeldPoint> points, double targetCores) {
    double over = lowestOver(points, targetCores);
    return points.stream()
        .filter(point -> point.offeredBytesPerSecond() < over)
        .max(Comparator.comparingDouble(HeldPoint::offeredBytesPerSecond));
  }

  private static double lowestOver(List<HeldPoint> points, double targetCores) {
    return points.stream()
        .filter(point -> point.cpuCores() > targetCores)
        .mapToDouble(HeldPoint::offeredBytesPerSecond)
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }

  private static TaskRate fitted(
      List<HeldPoint> points, Optional<HeldPoint> highest, CpuFit fit, double targetCores)
      throws NotPlannableException {
    double atTarget = (targetCores - fit.interceptCores()) / fit.coresPerByte();
    if (atTarget <= 0) {
      throw new NotPlannableException(
          text(
              "by the fitted line, a task without load uses %.3f cores, and the CPU target is %.3f:"
                  + " raise --cpu-target or --vcpus",
              fit.interceptCores(), targetCores));
    }
    List<String> explanation = new ArrayList<>();
    explanation.add(line(fit));
    explanation.add(
        text("the CPU target of %.2f cores is reached at %.2f MB/s", targetCores, atTarget / 1e6));
    double over = lowestOver(points, targetCores);
    if (atTarget < over && atTarget <= highestHeld(points)) {
      explanation.add(
          text("that is within the %.2f MB/s that were held", highestHeld(points) / 1e6));
      return new TaskRate(atTarget, MEASURED, List.copyOf(explanation));
    }
    double held =
        highest.orElseThrow(() -> overTarget(points, targetCores)).offeredBytesPerSecond();
    explanation.add(
        Double.isFinite(over)
            ? text(
                "trusted only up to %.2f MB/s, the highest rate below the %.2f MB/s at which a task"
                    + " went over the target",
                held / 1e6, over / 1e6)
            : text("trusted only up to %.2f MB/s, the highest rate that was held", held / 1e6));
    return new TaskRate(held, MEASURED, List.copyOf(explanation));
  }

  private static double highestHeld(List<HeldPoint> points) {
    return points.stream().mapToDouble(HeldPoint::offeredBytesPerSecond).max().orElse(0);
  }

  private static TaskRate unfitted(
      List<HeldPoint> points, Optional<HeldPoint> highest, Optional<CpuFit> fit, double targetCores)
      throws NotPlannableException {
    if (points.isEmpty()) {
      throw new NotPlannableException("no rate was held");
    }
    HeldPoint trusted = highest.orElseThrow(() -> overTarget(points, targetCores));
    return new TaskRate(
        trusted.offeredBytesPerSecond(),
        MEASURED,
        List.of(
            fit.map(TaskRate::whyNotFitted).orElse("only one rate was held: no line can be fitted"),
            text(
                "trusted with %.2f MB/s, the highest rate that was held within the CPU target, at"
                    + " %.2f of %.2f cores",
                trusted.offeredBytesPerSecond() / 1e6, trusted.cpuCores(), targetCores)));
  }

  private static String whyNotFitted(CpuFit fit) {
    if (fit.coresPerByte() <= 0) {
      return "CPU did not rise with the rate: the fitted line says nothing";
    }
    return fit.slopeMargin().isEmpty()
        ? "two rates give a line without an interval: it says nothing"
        : line(fit) + ": the interval holds 0, so the line says nothing";
  }

  private static NotPlannableException overTarget(List<HeldPoint> points, double targetCores) {
    return new NotPlannableException(
        text(
            "the lowest rate at which a task went over the CPU target of %.3f cores, %.2f MB/s, is"
                + " also the lowest that was held: measure lower rates, at least two, or raise"
                + " --cpu-target or --vcpus",
            targetCores, lowestOver(points, targetCores) / 1e6));
  }

  private static String line(CpuFit fit) {
    String margin =
        fit.slopeMargin()
            .map(m -> text(" (95 %%: ±%.1f)", m * 1e9))
            .orElse(" (no interval with two rates)");
    return text(
            "cores = %.3f + %.4f × MB/s over %d held rates, R² %.3f: ",
            fit.interceptCores(), fit.coresPerByte() * 1e6, fit.points(), fit.rSquared())
        + text("%.1f ms of CPU per MB", fit.coresPerByte() * 1e9)
        + margin;
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
