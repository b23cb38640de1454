package dev.logproof.reports.capacity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What one task is trusted with: the rate at which it reaches its processor target, but never more
 * than the highest rate it was seen to hold. A line says nothing about what lies beyond its points.
 *
 * @param bytesPerSecond trusted
 * @param basis {@code measured} or {@code article}
 * @param explanation how it came about, for people
 */
public record TaskRate(double bytesPerSecond, String basis, List<String> explanation) {
  /** The basis of a rate that was measured. */
  public static final String MEASURED = "measured";

  /** The basis of a rate that was taken from the article. */
  public static final String ARTICLE = "article";

  /** "Each task … can handle at least 9 MB/s of log traffic." */
  public static final double ARTICLE_BYTES_PER_SECOND = 9e6;

  /** The article's rate, for want of a measured one. */
  public static TaskRate ofArticle(List<String> whyNotMeasured) {
    List<String> explanation = new ArrayList<>(whyNotMeasured);
    explanation.add(
        "9.00 MB/s a task is the article's figure, for Fluentd on 4 vCPU and 8 GB; it was not"
            + " measured here, and the CPU target plays no part in it");
    return new TaskRate(ARTICLE_BYTES_PER_SECOND, ARTICLE, List.copyOf(explanation));
  }

  /**
   * The rate that held points allow.
   *
   * @param points at least one
   * @param targetCores processor time a task may use, in cores
   * @throws NotPlannableException when no rate keeps to the target
   */
  public static TaskRate measured(List<HeldPoint> points, double targetCores)
      throws NotPlannableException {
    HeldPoint highest =
        points.stream()
            .max(Comparator.comparingDouble(HeldPoint::offeredBytesPerSecond))
            .orElseThrow(() -> new NotPlannableException("no rate was held"));
    Optional<CpuFit> fit = CpuFit.through(points);
    if (fit.isEmpty() || fit.get().coresPerByte() <= 0) {
      return unfitted(highest, fit, targetCores);
    }
    return fitted(highest, fit.get(), targetCores);
  }

  private static TaskRate fitted(HeldPoint highest, CpuFit fit, double targetCores)
      throws NotPlannableException {
    double atTarget = (targetCores - fit.interceptCores()) / fit.coresPerByte();
    if (atTarget <= 0) {
      throw new NotPlannableException(
          text(
              "a task without load would already use %.3f cores by the fitted line, and the CPU"
                  + " target is %.3f: raise --cpu-target or --vcpus",
              fit.interceptCores(), targetCores));
    }
    double held = highest.offeredBytesPerSecond();
    List<String> explanation = new ArrayList<>();
    explanation.add(line(fit));
    explanation.add(
        text("the CPU target of %.2f cores is reached at %.2f MB/s", targetCores, atTarget / 1e6));
    explanation.add(
        atTarget > held
            ? text("trusted only up to %.2f MB/s, the highest rate that was held", held / 1e6)
            : text("that is within the %.2f MB/s that were held", held / 1e6));
    return new TaskRate(Math.min(atTarget, held), MEASURED, List.copyOf(explanation));
  }

  private static TaskRate unfitted(HeldPoint highest, Optional<CpuFit> fit, double targetCores)
      throws NotPlannableException {
    double held = highest.offeredBytesPerSecond();
    if (highest.cpuCores() > targetCores) {
      throw new NotPlannableException(
          text(
              "no line can be fitted, and at %.2f MB/s the task used %.3f cores, above the CPU"
                  + " target of %.3f: measure at least two rates",
              held / 1e6, highest.cpuCores(), targetCores));
    }
    String why =
        fit.isEmpty()
            ? "only one rate was held: no line can be fitted"
            : "CPU did not rise with the rate: the fitted line says nothing";
    return new TaskRate(
        held,
        MEASURED,
        List.of(
            why,
            text(
                "trusted with %.2f MB/s, the highest rate that was held, at %.2f cores, within the"
                    + " CPU target of %.2f",
                held / 1e6, highest.cpuCores(), targetCores)));
  }

  private static String line(CpuFit fit) {
    String margin =
        fit.slopeMargin()
            .map(m -> text(" (95 %%: ±%.1f)", m * 1e9))
            .orElse(" (no interval with two rates)");
    return text(
            "cores = %.3f + %.4f × MB/s over %d held rates, R² %.3f: ",
            fit.interceptCores(), fit.coresPerByte() * 1e6, fit.points(), fit.rSquared())
        + text("%.1f ms of CPU a MB", fit.coresPerByte() * 1e9)
        + margin;
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
