package dev.logproof.reports.figure;

import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.FaultRow;
import dev.logproof.record.result.VerdictResult;
import dev.logproof.reports.run.SteadyRate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Loss and duplicates of one task of one target under steady loads. AWS publishes 20, 25 and 30
 * MB/s without loss for one task of its own image.
 */
final class SteadyFigures {
  private static final List<String> PUBLISHED = List.of("20 MB/s", "25 MB/s", "30 MB/s");
  private static final String NO_LOSS = "no loss (AWS)";
  private static final String REPRODUCE = "reproduce";

  private SteadyFigures() {}

  static List<Figure> of(ExperimentResult result, String target) {
    List<FaultRow> rows =
        result.faults().stream()
            .filter(row -> row.target().equals(target) && SteadyRate.is(row))
            .toList();
    List<Figure> figures = new ArrayList<>();
    rows.forEach(row -> figures.add(of(row, isOptional(result, row))));
    if (result.experiment().equals(REPRODUCE)) {
      PUBLISHED.stream()
          .filter(rate -> rows.stream().noneMatch(row -> SteadyRate.rate(row).equals(rate)))
          .map(rate -> Figure.notShown(target, name(rate), NO_LOSS, "this rate was not offered"))
          .forEach(figures::add);
    }
    return figures;
  }

  /**
   * Whether the run can pass without the row: a small machine cannot offer every published rate,
   * and that says nothing about the target.
   */
  static boolean isOptional(ExperimentResult result, FaultRow row) {
    return SteadyRate.is(row) && result.experiment().equals(REPRODUCE) && !row.load().valid();
  }

  private static Figure of(FaultRow row, boolean optional) {
    String rate = SteadyRate.rate(row);
    String published = PUBLISHED.contains(rate) ? NO_LOSS : "–";
    VerdictResult verdict = row.verdict();
    String reasons = String.join("; ", row.load().invalidReasons());
    if (optional) {
      return Figure.notShown(
          row.target(), name(rate), published, "this rate could not be offered: " + reasons);
    }
    if (!row.load().valid() || verdict.verdict().equals("unknown")) {
      return Figure.unknown(
          row.target(),
          name(rate),
          published,
          row.load().valid() ? String.join("; ", verdict.reasons()) : reasons);
    }
    return Figure.known(
        row.target(),
        name(rate),
        published,
        text("%,d lost, %,d duplicated", verdict.lost(), verdict.duplicated()),
        text("of %,d tracers in %.0f s", verdict.attempted(), row.load().seconds()));
  }

  private static String name(String rate) {
    return rate + " on one task";
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
