package dev.logproof.reports.capacity;

import dev.logproof.record.result.PlanResult.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Planned rate of one task: the lowest of its limits. No line is extrapolated beyond the rates that
 * were held.
 *
 * @param interval 95 %; empty when the rate was not measured
 * @param basis {@code measured}, {@code given} or {@code article}
 * @param binding name of the limit that is the lowest
 * @param explanation one sentence per limit
 */
public record TaskRate(
    double bytesPerSecond,
    Optional<Interval> interval,
    String basis,
    String binding,
    List<Limit> limits,
    List<String> explanation) {
  /** Basis of a measured rate. */
  public static final String MEASURED = "measured";

  /** Basis of a rate that the user gave. */
  public static final String GIVEN = "given";

  /** Basis of the article's rate. */
  public static final String ARTICLE = "article";

  /** "Each task … can handle at least 9 MB/s of log traffic." */
  public static final double ARTICLE_BYTES_PER_SECOND = 9e6;

  /** Copies the lists. */
  public TaskRate {
    limits = List.copyOf(limits);
    explanation = List.copyOf(explanation);
  }

  /** The article's rate, without a measured one. */
  public static TaskRate ofArticle(List<String> whyNotMeasured) {
    List<String> explanation = new ArrayList<>(whyNotMeasured);
    explanation.add(
        "9.00 MB/s per task is the article's figure, for Fluentd on 4 vCPU and 8 GB; it was not"
            + " measured here, has no interval and does not depend on the CPU target");
    return new TaskRate(
        ARTICLE_BYTES_PER_SECOND, Optional.empty(), ARTICLE, ARTICLE, List.of(), explanation);
  }

  /** A rate that the user gave, without measurements. */
  public static TaskRate given(double bytesPerSecond) {
    String sentence =
        Text.rate(bytesPerSecond) + " per task was given; nothing that was measured supports it";
    return new TaskRate(
        bytesPerSecond, Optional.empty(), GIVEN, GIVEN, List.of(), List.of(sentence));
  }

  /**
   * A rate that the user gave, within what was held.
   *
   * @throws NotPlannableException if it is higher
   */
  public static TaskRate given(double bytesPerSecond, Measurements measured)
      throws NotPlannableException {
    Limit held = KneeLimit.of(measured);
    if (bytesPerSecond > held.bytesPerSecond()) {
      throw new NotPlannableException(
          Text.of(
              "--per-task-rate %s is beyond %s, the highest rate that was held: measure it first",
              Text.rate(bytesPerSecond), Text.rate(held.bytesPerSecond())));
    }
    String sentence =
        Text.rate(bytesPerSecond) + " per task was given, in place of what CPU and memory allow";
    return new TaskRate(
        bytesPerSecond,
        Optional.empty(),
        GIVEN,
        GIVEN,
        List.of(held),
        List.of(held.sentence(), sentence));
  }

  /**
   * Derives the rate from measurements.
   *
   * @throws NotPlannableException if they do not carry one
   */
  public static TaskRate measured(Measurements measured, double targetCores, double memoryBytes)
      throws NotPlannableException {
    List<Limit> limits =
        List.of(
            CpuLimit.of(measured, targetCores),
            KneeLimit.of(measured),
            MemoryLimit.of(measured, memoryBytes));
    Limit lowest =
        limits.stream().min(Comparator.comparingDouble(Limit::bytesPerSecond)).orElseThrow();
    double low = limits.stream().mapToDouble(Limit::low).min().orElseThrow();
    double high = limits.stream().mapToDouble(Limit::high).min().orElseThrow();
    List<String> explanation = new ArrayList<>(measured.remarks());
    limits.forEach(limit -> explanation.add(limit.sentence()));
    explanation.add(
        Text.of(
            "the limit that binds is %s: %.2f MB/s per task (%s)",
            lowest.name(),
            lowest.bytesPerSecond() / 1e6,
            low < high
                ? Text.of("95 %%: %.2f to %.2f", low / 1e6, high / 1e6)
                : "held, not fitted: a task may carry more"));
    return new TaskRate(
        lowest.bytesPerSecond(),
        Optional.of(new Interval(low, high)),
        MEASURED,
        lowest.name(),
        limits,
        explanation);
  }

  /** Returns the same rate with sentences before its own. */
  public TaskRate explainedBy(List<String> before) {
    List<String> sentences = new ArrayList<>(before);
    sentences.addAll(explanation);
    return new TaskRate(bytesPerSecond, interval, basis, binding, limits, sentences);
  }
}
