package dev.logproof.reports.figure;

import dev.logproof.record.result.FaultRow;
import dev.logproof.record.result.ScaleCase;
import dev.logproof.record.result.VerdictResult;
import java.util.Locale;

/** Figures about one fault or one scale-out. */
final class CaseFigures {
  private static final String NOT_PUBLISHED = "–";

  private CaseFigures() {}

  static Figure of(FaultRow row) {
    String name = "fault " + row.fault();
    VerdictResult verdict = row.verdict();
    if (!row.tookPlace()) {
      return Figure.unknown(row.target(), name, NOT_PUBLISHED, "the fault was not observed");
    }
    if (verdict.verdict().equals("unknown")) {
      return Figure.unknown(
          row.target(), name, NOT_PUBLISHED, "no verdict: " + String.join("; ", verdict.reasons()));
    }
    return Figure.known(
        row.target(),
        name,
        NOT_PUBLISHED,
        text("%,d lost, %,d duplicated", verdict.lost(), verdict.duplicated()),
        text("%s; %,d tracers. %s", verdict.verdict(), verdict.attempted(), row.expected()));
  }

  static Figure of(ScaleCase scale) {
    String name = "load taken by added tasks, " + scale.clients() + " clients";
    String article = scale.clients().equals("fixed") ? "none" : NOT_PUBLISHED;
    long tasks =
        scale.after().stream()
            .filter(a -> scale.before().stream().noneMatch(b -> b.task().equals(a.task())))
            .count();
    return tasks == 0
        ? Figure.unknown(scale.target(), name, article, "the policy added no task")
        : Figure.known(
            scale.target(),
            name,
            article,
            text("%.1f %%", scale.movedShare() * 100),
            text(
                "%d of %d tasks were added%s",
                tasks, scale.after().size(), scale.verdict().map(CaseFigures::loss).orElse("")));
  }

  private static String loss(VerdictResult verdict) {
    return text("; %,d of %,d lines lost", verdict.lost(), verdict.attempted());
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
