package dev.logproof.reports.figure;

import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.Finding;
import dev.logproof.statistics.CountMean;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Figures about the rolling deployments of one target. */
final class DeploymentFigures {
  private static final String RELIABILITY = "reliability, one deployment per hour";
  private static final String RELIABILITY_ARTICLE = "99.996 %";

  private final String target;
  private final List<Deployment> deployments;

  DeploymentFigures(String target, List<Deployment> all) {
    this.target = target;
    this.deployments = Finding.of(all, target);
  }

  List<Figure> all() {
    return List.of(
        mean("tracers lost per deployment", "2.67", d -> d.verdict().lost()),
        mean("tracers duplicated per deployment", "11.7", d -> d.verdict().duplicated()),
        reliability());
  }

  private Figure mean(String name, String article, ToLongFunction<Deployment> count) {
    Optional<String> gap = gap();
    if (gap.isPresent()) {
      return Figure.unknown(target, name, article, gap.get());
    }
    CountMean mean = CountMean.of(deployments.stream().map(d -> count.applyAsLong(d)).toList());
    return Figure.known(
        target, name, article, text("%.2f", mean.mean()), sample() + interval(mean));
  }

  private static String interval(CountMean mean) {
    if (!mean.hasInterval()) {
      return "; one deployment gives no interval";
    }
    return mean.mean() == 0
        ? text("; at most %.2f per deployment (95 %%)", mean.high())
        : text("; 95 %% interval %.2f to %.2f", mean.low(), mean.high());
  }

  private String sample() {
    Pooled pooled = Pooled.of(deployments);
    return text("n = %d deployments, %,d tracers", deployments.size(), pooled.attempted());
  }

  private Figure reliability() {
    Optional<String> gap = gap();
    if (gap.isPresent()) {
      return Figure.unknown(target, RELIABILITY, RELIABILITY_ARTICLE, gap.get());
    }
    double mean =
        deployments.stream()
            .mapToDouble(d -> d.verdict().articleReliability())
            .average()
            .orElseThrow();
    return Figure.known(
        target,
        RELIABILITY,
        RELIABILITY_ARTICLE,
        text("%.4f %%", mean * 100),
        text(
            "the article's formula; of the tracers sent, at least %.3f %% arrived (95 %%)",
            Pooled.of(deployments).reliabilityLow() * 100));
  }

  private Optional<String> gap() {
    if (deployments.isEmpty()) {
      return Optional.of("no deployment was made");
    }
    long unknown = deployments.stream().filter(d -> !isKnown(d)).count();
    return unknown == 0
        ? Optional.empty()
        : Optional.of(text("%d of %d deployments without a verdict", unknown, deployments.size()));
  }

  private static boolean isKnown(Deployment deployment) {
    return !deployment.verdict().verdict().equals("unknown")
        && deployment.verdict().attempted() > 0;
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
