package dev.logproof.reports.figure;

import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.LoadPoint;
import dev.logproof.record.result.Knee;
import dev.logproof.record.result.Knee.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The rates that AWS publishes for one task of its own image, and what was measured at each. */
final class AwsFigures {
  private static final double[] MEGABYTES_PER_SECOND = {20, 25, 30};
  private static final double TOLERANCE = 0.01;
  private static final String PUBLISHED = "no loss (AWS)";

  private AwsFigures() {}

  static List<Figure> of(ExperimentResult result, String target) {
    List<Figure> figures = new ArrayList<>();
    for (double rate : MEGABYTES_PER_SECOND) {
      figures.add(of(result, target, rate));
    }
    return figures;
  }

  private static Figure of(ExperimentResult result, String target, double rate) {
    String name = text("%.0f MB/s on one task", rate);
    Optional<Trial> trial =
        result.knees().stream()
            .filter(knee -> knee.target().equals(target))
            .map(Knee::trials)
            .flatMap(List::stream)
            .filter(it -> it.valid() && isAt(it.offeredBytesPerSecond(), rate))
            .findFirst();
    if (trial.isPresent()) {
      return Figure.known(
          target,
          name,
          PUBLISHED,
          text("%,d lost", trial.get().lost()),
          trial.get().held()
              ? text("held for %.0f s", trial.get().seconds())
              : "not held: " + trial.get().remark());
    }
    Optional<LoadPoint> point =
        result.sweep().stream()
            .filter(it -> it.target().equals(target) && isAt(it.offeredBytesPerSecond(), rate))
            .findFirst();
    return point
        .map(
            it ->
                Figure.known(
                    target,
                    name,
                    PUBLISHED,
                    it.held() ? "held" : "not held",
                    it.held()
                        ? text("for %.0f s at %.2f cores", it.seconds(), it.cpuCores())
                        : it.remark()))
        .orElse(Figure.notShown(target, name, PUBLISHED, "this rate was not offered"));
  }

  private static boolean isAt(double bytesPerSecond, double megabytes) {
    return Math.abs(bytesPerSecond / 1e6 - megabytes) <= TOLERANCE * megabytes;
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
