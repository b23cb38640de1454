package dev.logproof.reports.figure;

import dev.logproof.record.result.ExperimentResult.LoadPoint;
import dev.logproof.statistics.LineFit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * CPU against rate as a line, if the measurements carry one.
 *
 * @param shown none or one: cores against MB/s written
 * @param text slope with interval and R², or why there is none
 * @param tested false with too few rates to say anything
 */
public record CpuLine(List<LineFit> shown, String text, boolean tested) {
  /** Widest 95 % interval of the slope that is shown, relative to the slope. */
  public static final double WIDEST = 0.10;

  /** A line fits any two rates. */
  private static final int FEWEST_RATES = 3;

  /** Copies the list. */
  public CpuLine {
    shown = List.copyOf(shown);
  }

  /** Fits the held points of one target. */
  public static CpuLine of(List<LoadPoint> sweep) {
    List<LoadPoint> held = sweep.stream().filter(LoadPoint::held).toList();
    long rates = held.stream().mapToDouble(LoadPoint::offeredBytesPerSecond).distinct().count();
    Optional<LineFit> fit =
        LineFit.through(
            held.stream().mapToDouble(point -> point.achievedBytesPerSecond() / 1e6).toArray(),
            held.stream().mapToDouble(LoadPoint::cpuCores).toArray());
    if (rates < FEWEST_RATES || fit.isEmpty()) {
      return new CpuLine(List.of(), "fewer than " + FEWEST_RATES + " rates were held", false);
    }
    return of(fit.get());
  }

  private static CpuLine of(LineFit fit) {
    String slope =
        text(
            "%.1f ± %.1f ms of CPU per MB, R² %.3f over %d points",
            fit.slope() * 1e3, fit.slopeMargin() * 1e3, fit.rSquared(), fit.points());
    if (fit.slope() - fit.slopeMargin() <= 0) {
      return new CpuLine(List.of(), slope + ": the slope does not differ from 0", true);
    }
    return fit.relativeMargin() <= WIDEST
        ? new CpuLine(List.of(fit), slope, true)
        : new CpuLine(
            List.of(),
            slope
                + text(
                    ": the slope's 95 %% interval of ± %.0f %% is wider than ± 10 %%",
                    fit.relativeMargin() * 100),
            true);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
