package dev.logproof.experiment.suite;

import dev.logproof.commandline.ByteRate;
import dev.logproof.commandline.EventRate;
import dev.logproof.experiment.knee.KneeSearch;
import dev.logproof.experiment.knee.KneeSettings;
import dev.logproof.experiment.knee.KneeStep;
import dev.logproof.experiment.knee.Measurement;
import dev.logproof.experiment.process.StepFailedException;
import dev.logproof.experiment.run.Findings;
import dev.logproof.record.result.Knee;
import dev.logproof.record.result.LoadResult;
import dev.logproof.record.result.VerdictResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Searches the knee of each target, trial by trial in turn. Every trial carries tracers, and its
 * loss is that of its verification.
 *
 * @param tracers enough to see a loss within seconds
 */
public record KneeRuns(KneeSettings settings, EventRate tracers) implements TaskMeasurement {
  private static final long SEED_OFFSET = 40_000;

  /** Buffer interval of local-aws, a flush interval and the rounding of S3's times. */
  private static final double EXPECTED_LATENCY_SECONDS = 6;

  private static final int EXPECTED_TRIALS = 6;

  @Override
  public boolean isMissing(Findings findings, String target) {
    return findings.knee(target).isEmpty();
  }

  @Override
  public Duration expectedTime() {
    return Duration.ofSeconds(12 + Math.round(settings.criteria().seconds()))
        .multipliedBy(Math.min(EXPECTED_TRIALS, settings.maxTrials()));
  }

  @Override
  public void run(SuiteContext context, List<TaskGroup> groups)
      throws StepFailedException, IOException, InterruptedException {
    Map<TaskGroup, KneeSearch> searches = new LinkedHashMap<>();
    groups.forEach(group -> searches.put(group, KneeSearch.start(group.target(), settings)));
    for (int number = 1; !searches.isEmpty(); number++) {
      for (TaskGroup group : List.copyOf(searches.keySet())) {
        KneeSearch search = searches.get(group);
        KneeSearch next = search.after(measure(context, group, search, number));
        searches.put(group, next);
        if (next.step().isEmpty()) {
          context.result().add(next.result());
          context.screen().milestone("  " + describe(next.result()));
          searches.remove(group);
        }
      }
    }
  }

  private Measurement measure(SuiteContext context, TaskGroup group, KneeSearch search, int number)
      throws StepFailedException, IOException, InterruptedException {
    KneeStep step = search.step().orElseThrow();
    ByteRate rate = new ByteRate(step.bytesPerSecond());
    String phase = "knee " + rate;
    context.step(
        String.format(
            Locale.ROOT,
            "knee: %s, %s for %.0f s (%s)",
            group.target(),
            rate,
            step.seconds(),
            step.phase().name().toLowerCase(Locale.ROOT)));
    Duration time = Duration.ofMillis(Math.round(step.seconds() * 1e3));
    long seed = context.settings().seed() + SEED_OFFSET + number;
    Load load = Load.withTracers(rate, time, Load.PACED, tracers, seed);
    ActiveLoad active =
        ActiveLoad.start(context, "knee-" + group.target() + "-" + number, phase, load, group);
    LoadResult result = active.await();
    OptionalLong backlog = group.pendingEvents();
    group.awaitDelivery();
    VerdictResult verdict = context.verifyDelivered(active.directory(), tracers.perSecond());
    double behind =
        backlog.isPresent() ? behindSeconds(backlog.getAsLong(), result) : behindSeconds(verdict);
    Measurement measured = measurement(step, result, verdict, behind, active.trouble());
    context
        .screen()
        .milestone(
            String.format(
                Locale.ROOT,
                "  written %.2f MB/s; %d of %,d tracers lost; %.1f s behind%s",
                result.achievedBytesPerSecond() / 1e6,
                verdict.lost(),
                verdict.attempted(),
                behind,
                measured.valid() ? "" : " (says nothing: " + measured.objection() + ")"));
    return measured;
  }

  /** A trial on a machine without idle time shows the machine's limit unless it was held. */
  private Measurement measurement(
      KneeStep step, LoadResult load, VerdictResult verdict, double behind, String trouble) {
    boolean held =
        load.valid()
            && verdict.lost() <= settings.criteria().maxLost()
            && behind <= settings.criteria().maxBehindSeconds();
    List<String> objections = new ArrayList<>();
    if (!held && !trouble.isEmpty()) {
      objections.add(trouble);
    }
    if (verdict.verdict().equals("unknown")) {
      objections.add(
          "the verification is unknown: " + verdict.reasons().stream().findFirst().orElse(""));
    }
    return new Measurement(
        step.bytesPerSecond(),
        load.achievedBytesPerSecond(),
        load.seconds(),
        verdict.lost(),
        behind,
        String.join("; ", objections));
  }

  private static double behindSeconds(long backlogEvents, LoadResult load) {
    return load.events() > 0 ? backlogEvents * load.seconds() / load.events() : 0;
  }

  /** For a task that does not report its backlog: the delay at the destination. */
  private static double behindSeconds(VerdictResult verdict) {
    return verdict
        .details()
        .latency()
        .map(latency -> Math.max(0, latency.maxSeconds() - EXPECTED_LATENCY_SECONDS))
        .orElse(0.0);
  }

  private static String describe(Knee knee) {
    return String.format(
        Locale.ROOT,
        "knee of %s: %s %.2f MB/s: %s",
        knee.target(),
        switch (knee.state()) {
          case CONFIRMED -> "confirmed at";
          case AT_LEAST -> "at least";
          case NOT_FOUND -> "not found, held";
        },
        knee.bytesPerSecond() / 1e6,
        knee.reason());
  }
}
