package dev.logproof.reports.figure;

import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.ExperimentResult.LoadPoint;
import dev.logproof.record.result.PlanResult;
import dev.logproof.reports.capacity.CpuFit;
import dev.logproof.reports.capacity.HeldPoint;
import dev.logproof.reports.capacity.TaskRate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Compares the article's figures, in its order, with the measured ones. */
public final class ClosingTable {
  private static final String RATE = "throughput of one task";
  private static final String RATE_ARTICLE = "at least 9 MB/s";
  private static final String MESSAGES = "messages of one task";
  private static final String MESSAGES_ARTICLE = "at least 10,000/s";
  private static final String LINEAR = "CPU against load";
  private static final String LINEAR_ARTICLE = "linear";
  private static final double ARTICLE_LOAD = 45e6;

  private ClosingTable() {}

  /** Builds the table of a run in any state. */
  public static List<Figure> of(ExperimentResult result) {
    List<Figure> figures = new ArrayList<>(sweep(result.sweep()));
    figures.addAll(deployments(result.deployments()));
    figures.add(minTasks(result.plan(), result.sweep()));
    return List.copyOf(figures);
  }

  private static List<Figure> sweep(List<LoadPoint> sweep) {
    Optional<LoadPoint> highest =
        sweep.stream()
            .filter(LoadPoint::held)
            .max(Comparator.comparingDouble(LoadPoint::offeredBytesPerSecond));
    if (highest.isEmpty()) {
      String why = sweep.isEmpty() ? "no rate was measured" : "no rate was held";
      return List.of(
          Figure.unknown(RATE, RATE_ARTICLE, why),
          Figure.unknown(MESSAGES, MESSAGES_ARTICLE, why),
          Figure.unknown(LINEAR, LINEAR_ARTICLE, why));
    }
    return List.of(throughput(highest.get(), sweep), messages(highest.get()), linear(sweep));
  }

  private static boolean isHighestTried(double rate, List<LoadPoint> sweep) {
    return sweep.stream().allMatch(point -> point.offeredBytesPerSecond() <= rate);
  }

  private static Figure throughput(LoadPoint highest, List<LoadPoint> sweep) {
    boolean highestTried = isHighestTried(highest.offeredBytesPerSecond(), sweep);
    return Figure.known(
        RATE,
        RATE_ARTICLE,
        text("at least %.2f MB/s", highest.offeredBytesPerSecond() / 1e6),
        text(
            "held for %.0f s at %.2f cores%s",
            highest.seconds(),
            highest.cpuCores(),
            highestTried ? "; the highest rate tried" : "; a higher one was not held"));
  }

  private static Figure messages(LoadPoint highest) {
    return Figure.known(
        MESSAGES,
        MESSAGES_ARTICLE,
        text("at least %,.0f/s", highest.eventsPerSecond()),
        "at that rate");
  }

  private static Figure linear(List<LoadPoint> sweep) {
    Optional<CpuFit> fit = CpuFit.through(HeldPoint.of(sweep)).filter(CpuFit::judgesLinearity);
    if (fit.isEmpty()) {
      return Figure.unknown(
          LINEAR, LINEAR_ARTICLE, "fewer than " + CpuFit.MIN_POINTS_FOR_FIT + " rates were held");
    }
    String slope =
        text(
            "%d rates; %.1f ms of CPU per MB%s",
            fit.get().points(),
            fit.get().coresPerByte() * 1e9,
            fit.get().slopeMargin().map(margin -> text(" ± %.1f", margin * 1e9)).orElse(""));
    return fit.get().risesSurely()
        ? Figure.known(LINEAR, LINEAR_ARTICLE, text("R² %.3f", fit.get().rSquared()), slope)
        : Figure.notShown(LINEAR, LINEAR_ARTICLE, slope + ": the slope does not differ from 0");
  }

  private static List<Figure> deployments(List<Deployment> deployments) {
    return List.of(
        perDeployment("tracers lost per deployment", "2.67", deployments, d -> d.verdict().lost()),
        perDeployment(
            "tracers duplicated per" + " deployment",
            "11.7",
            deployments,
            d -> d.verdict().duplicated()),
        reliability(deployments));
  }

  private static Figure perDeployment(
      String name, String article, List<Deployment> all, ToDoubleFunction<Deployment> count) {
    Optional<String> gap = gap(all);
    if (gap.isPresent()) {
      return Figure.unknown(name, article, gap.get());
    }
    double mean = all.stream().mapToDouble(count).average().orElseThrow();
    return Figure.known(name, article, text("%.2f", mean), sample(all));
  }

  private static Figure reliability(List<Deployment> all) {
    String name = "reliability, one deployment per hour";
    Optional<String> gap = gap(all);
    if (gap.isPresent()) {
      return Figure.unknown(name, "99.996 %", gap.get());
    }
    double mean =
        all.stream().mapToDouble(d -> d.verdict().articleReliability()).average().orElseThrow();
    Pooled pooled = Pooled.of(all);
    return Figure.known(
        name,
        "99.996 %",
        text("%.4f %%", mean * 100),
        text(
            "the article's formula; of the tracers sent, at least %.3f %% arrived (95 %%)",
            pooled.reliabilityLow() * 100));
  }

  private static Optional<String> gap(List<Deployment> all) {
    if (all.isEmpty()) {
      return Optional.of("no deployment was made");
    }
    long unknown = all.stream().filter(d -> !isKnown(d)).count();
    return unknown == 0
        ? Optional.empty()
        : Optional.of(text("%d of %d deployments without a verdict", unknown, all.size()));
  }

  private static boolean isKnown(Deployment deployment) {
    return !deployment.verdict().verdict().equals("unknown")
        && deployment.verdict().attempted() > 0;
  }

  private static String sample(List<Deployment> all) {
    Pooled pooled = Pooled.of(all);
    return text("n = %d deployments, %,d tracers", all.size(), pooled.attempted());
  }

  private static Figure minTasks(Optional<PlanResult> plan, List<LoadPoint> sweep) {
    String name = "MinTasks for 45 MB/s";
    if (plan.isEmpty()) {
      return Figure.unknown(name, "5", "not planned");
    }
    PlanResult made = plan.get();
    if (!made.basis().equals(TaskRate.MEASURED)) {
      return Figure.unknown(name, "5", "planned by the article's figure, not by a measured one");
    }
    if (made.loadBytesPerSecond() != ARTICLE_LOAD) {
      return Figure.unknown(
          name, "5", text("planned for %.2f MB/s", made.loadBytesPerSecond() / 1e6));
    }
    return Figure.known(
        name,
        "5",
        Integer.toString(made.minTasks()),
        text("at %.2f MB/s per task", made.perTaskBytesPerSecond() / 1e6)
            + (isHighestTried(made.perTaskBytesPerSecond(), sweep)
                ? ", the highest rate tried: fewer tasks may do"
                : ""));
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
