package dev.logproof.reports.capacity;

import dev.logproof.record.result.ExperimentResult.LoadPoint;
import dev.logproof.statistics.Crossing;
import dev.logproof.statistics.LineFit;
import java.util.List;
import java.util.stream.Collectors;

/** The rate at which a task reaches its CPU target, on a line through the held rates. */
final class CpuLimit {
  private CpuLimit() {}

  /**
   * Computes the limit.
   *
   * @throws NotPlannableException if the points do not carry a line, or it does not reach the
   *     target at a rate above 0
   */
  static Limit of(Measurements measured, double targetCores) throws NotPlannableException {
    LineFit line = line(measured);
    Crossing at =
        line.slope() > 0
            ? line.crossing(targetCores).orElseThrow(() -> notShown(line))
            : reject(line);
    if (at.x() <= 0) {
      throw new NotPlannableException(
          Text.of(
              "by the fitted line, a task without load uses %.3f cores, and the CPU target is %.3f:"
                  + " raise --cpu-target or --vcpus",
              line.intercept(), targetCores));
    }
    if (at.low() <= 0) {
      throw new NotPlannableException(
          Text.of(
              "the interval of the rate at the CPU target of %.3f cores, %.2f to %.2f MB/s, holds"
                  + " 0: measure rates around %.2f MB/s, for longer",
              targetCores, at.low() / 1e6, at.high() / 1e6, at.x() / 1e6));
    }
    return at.x() <= measured.highestHeld()
        ? new Limit(
            Limit.CPU,
            at.x(),
            at.low(),
            at.high(),
            fit(line) + reached(at, targetCores) + range(measured, at.x()))
        : notReached(measured, line, at, targetCores);
  }

  private static Limit notReached(
      Measurements measured, LineFit line, Crossing at, double targetCores) {
    double held = measured.highestHeld();
    return new Limit(
        Limit.CPU,
        Double.POSITIVE_INFINITY,
        at.low() < held ? at.low() : Double.POSITIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        fit(line)
            + Text.of(
                "no rate up to the %.2f MB/s that were held reaches the target of %.2f cores, and"
                    + " the line is not used beyond",
                held / 1e6, targetCores));
  }

  private static LineFit line(Measurements measured) throws NotPlannableException {
    List<Double> rates = measured.held().rates();
    if (rates.size() < LineFit.MIN_POINTS) {
      throw new NotPlannableException(
          Text.of(
              "only %d different rate%s held (%s), and a line with an interval needs at least %d",
              rates.size(),
              rates.size() == 1 ? " was" : "s were",
              rates.stream().map(Text::rate).collect(Collectors.joining(", ")),
              LineFit.MIN_POINTS));
    }
    List<LoadPoint> points = measured.held().points();
    double[] x = points.stream().mapToDouble(LoadPoint::achievedBytesPerSecond).toArray();
    double[] y = points.stream().mapToDouble(LoadPoint::cpuCores).toArray();
    return LineFit.through(x, y)
        .orElseThrow(() -> new NotPlannableException("one rate alone was achieved: no line"));
  }

  private static Crossing reject(LineFit line) throws NotPlannableException {
    throw notShown(line);
  }

  private static NotPlannableException notShown(LineFit line) {
    String margin = Text.of("%.2f ± %.2f ms per MB", line.slope() * 1e9, line.slopeMargin() * 1e9);
    return new NotPlannableException(
        Math.abs(line.slope()) > line.slopeMargin()
            ? "CPU falls as the rate rises, by " + margin + ": no rate reaches the CPU target"
            : "the slope of CPU against the rate, "
                + margin
                + ", has a 95 % interval that holds 0: measure a wider range of rates, for longer");
  }

  private static String fit(LineFit line) {
    return Text.of(
        "cpu: cores = %.3f + %.4f × MB/s over %d points, %.2f ± %.2f ms of CPU per MB (95 %%;"
            + " R² %.3f); ",
        line.intercept(),
        line.slope() * 1e6,
        line.points(),
        line.slope() * 1e9,
        line.slopeMargin() * 1e9,
        line.rSquared());
  }

  private static String reached(Crossing at, double targetCores) {
    return Text.of(
        "the target of %.2f cores is reached at %.2f MB/s (95 %%: %.2f to %.2f)",
        targetCores, at.x() / 1e6, at.low() / 1e6, at.high() / 1e6);
  }

  private static String range(Measurements measured, double rate) {
    if (rate > measured.held().highest()) {
      return Text.of(
          ", above the highest rate whose CPU was measured, %.2f MB/s",
          measured.held().highest() / 1e6);
    }
    return rate < measured.held().lowest()
        ? Text.of(", below the lowest rate measured, %.2f MB/s", measured.held().lowest() / 1e6)
        : "";
  }
}
