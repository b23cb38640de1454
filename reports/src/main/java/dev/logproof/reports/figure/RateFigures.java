package dev.logproof.reports.figure;

import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.LoadPoint;
import dev.logproof.record.result.Finding;
import dev.logproof.record.result.Knee;
import dev.logproof.record.result.PlanResult;
import dev.logproof.reports.capacity.TaskRate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Figures about the rates of one task of one target, and the plan that follows from them. */
final class RateFigures {
  private static final String RATE = "throughput of one task";
  private static final String RATE_ARTICLE = "at least 9 MB/s";
  private static final String MESSAGES = "messages of one task";
  private static final String MESSAGES_ARTICLE = "at least 10,000/s";
  private static final String LINEAR = "CPU against load";
  private static final String LINEAR_ARTICLE = "linear";
  private static final String PLAN = "MinTasks for 45 MB/s";
  private static final double ARTICLE_LOAD = 45e6;

  private final String target;
  private final List<LoadPoint> sweep;
  private final List<Knee> knees;

  RateFigures(ExperimentResult result, String target) {
    this.target = target;
    this.sweep = Finding.of(result.sweep(), target);
    this.knees = Finding.of(result.knees(), target);
  }

  List<Figure> all() {
    List<Figure> figures = new ArrayList<>();
    figures.add(throughput());
    figures.add(messages());
    figures.add(linear());
    return figures;
  }

  private Optional<LoadPoint> highestHeld() {
    return sweep.stream()
        .filter(LoadPoint::held)
        .max(Comparator.comparingDouble(LoadPoint::offeredBytesPerSecond));
  }

  private String gap() {
    return sweep.isEmpty() ? "no rate was measured" : "no rate was held";
  }

  private Optional<Knee> knee() {
    return knees.stream().filter(found -> found.state() != Knee.State.NOT_FOUND).findFirst();
  }

  /** Trials of a confirmed knee exceeded it, though no rate of the sweep did. */
  private boolean isHighestTried(double rate) {
    return knee().stream().noneMatch(found -> found.state() == Knee.State.CONFIRMED)
        && sweep.stream().allMatch(point -> point.offeredBytesPerSecond() <= rate);
  }

  private Figure throughput() {
    Optional<Knee> knee = knee();
    if (knee.isPresent()) {
      String rate = text("%.2f MB/s", knee.get().bytesPerSecond() / 1e6);
      boolean confirmed = knee.get().state() == Knee.State.CONFIRMED;
      return Figure.known(
          target,
          RATE,
          RATE_ARTICLE,
          confirmed ? rate : "at least " + rate,
          (confirmed ? "the knee" : "the knee is above it")
              + ": "
              + knee.get().criteria()
              + ". "
              + knee.get().reason());
    }
    return highestHeld()
        .map(this::throughput)
        .orElse(Figure.unknown(target, RATE, RATE_ARTICLE, gap()));
  }

  private Figure throughput(LoadPoint highest) {
    return Figure.known(
        target,
        RATE,
        RATE_ARTICLE,
        text("at least %.2f MB/s", highest.offeredBytesPerSecond() / 1e6),
        text(
            "held for %.0f s at %.2f cores%s",
            highest.seconds(),
            highest.cpuCores(),
            isHighestTried(highest.offeredBytesPerSecond())
                ? "; the highest rate tried"
                : "; a higher one was not held"));
  }

  private Figure messages() {
    Optional<LoadPoint> most =
        sweep.stream()
            .filter(LoadPoint::held)
            .max(Comparator.comparingDouble(LoadPoint::eventsPerSecond));
    return most.map(
            point ->
                Figure.known(
                    target,
                    MESSAGES,
                    MESSAGES_ARTICLE,
                    text("at least %,.0f/s", point.eventsPerSecond()),
                    text("at %.2f MB/s", point.offeredBytesPerSecond() / 1e6)))
        .orElse(Figure.unknown(target, MESSAGES, MESSAGES_ARTICLE, gap()));
  }

  private Figure linear() {
    CpuLine line = CpuLine.of(sweep);
    if (!line.tested()) {
      return Figure.unknown(target, LINEAR, LINEAR_ARTICLE, line.text());
    }
    return line.shown().isEmpty()
        ? Figure.notShown(target, LINEAR, LINEAR_ARTICLE, line.text())
        : Figure.known(
            target,
            LINEAR,
            LINEAR_ARTICLE,
            line.text().substring(0, line.text().indexOf(" over ")),
            line.text().substring(line.text().indexOf(" over ") + 1) + ", 95 % interval");
  }

  Figure notPlanned() {
    return highestHeld().isEmpty()
        ? Figure.unknown(target, PLAN, "5", "not planned")
        : Figure.notShown(target, PLAN, "5", "the measurements carry no plan");
  }

  Figure minTasks(PlanResult made) {
    if (!made.basis().equals(TaskRate.MEASURED)) {
      return Figure.unknown(
          target, PLAN, "5", "planned by the article's figure, not by a measured one");
    }
    if (made.loadBytesPerSecond() != ARTICLE_LOAD) {
      return Figure.unknown(
          target, PLAN, "5", text("planned for %.2f MB/s", made.loadBytesPerSecond() / 1e6));
    }
    return Figure.known(
        target,
        PLAN,
        "5",
        Integer.toString(made.minTasks()),
        text("at %.2f MB/s per task", made.perTaskBytesPerSecond() / 1e6)
            + (isHighestTried(made.perTaskBytesPerSecond())
                ? ", the highest rate tried: fewer tasks may do"
                : ""));
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
