package dev.logproof.loadgen.run;

import dev.logproof.commandline.BuildVersion;
import dev.logproof.loadgen.measure.Validity;
import dev.logproof.loadgen.sender.SentCounters;
import dev.logproof.loadgen.sender.SourceSender;
import dev.logproof.record.result.LoadResult;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/** Computes a run's result from its sources' counters. Confined to the main thread. */
final class RunResult {
  private RunResult() {}

  /** Plan, start time and stop reason. */
  record Circumstances(RunPlan plan, long startMillis, String stopReason) {}

  static LoadResult of(
      Circumstances run,
      List<SourceSender> senders,
      LongSupplier elapsedNanos,
      IntervalReporter.Measures measured,
      double stoodStillSeconds)
      throws IOException {
    RunPlan plan = run.plan();
    long lastWriteNanos = max(senders, SentCounters::lastWriteNanos);
    boolean signalled = run.stopReason().equals("signal");
    long scheduleNanos =
        signalled ? Math.min(plan.durationNanos(), elapsedNanos.getAsLong()) : plan.durationNanos();
    double seconds = Math.max(signalled ? 0 : scheduleNanos, lastWriteNanos) / 1e9;
    double achieved = seconds > 0 ? sum(senders, SentCounters::rateBytes) / seconds : 0;
    double target = scheduleNanos > 0 ? plan.bytesBefore(scheduleNanos) / (scheduleNanos / 1e9) : 0;
    double maxLatenessMillis = max(senders, SentCounters::maxLatenessNanos) / 1e6;
    LoadResult.Generator generator =
        new LoadResult.Generator(
            measured.vitals().worst().cpuSharePercent(),
            measured.vitals().worst().gcSharePercent(),
            stoodStillSeconds,
            max(senders, SentCounters::maxOwnLatenessNanos) / 1e6);
    List<String> objections =
        Validity.objections(
            new Validity.Offered(
                target,
                achieved,
                sum(senders, SentCounters::unsentEvents),
                Math.max(0, lastWriteNanos - scheduleNanos) / 1e9,
                maxLatenessMillis,
                generator.stoodStillSeconds(),
                generator.ownLatenessMillis(),
                generator.cpuSharePercent(),
                generator.gcSharePercent()),
            plan.limits());
    return new LoadResult(
        LoadResult.VERSION,
        BuildVersion.current(),
        plan.runId(),
        plan.seed(),
        run.startMillis(),
        seconds,
        plan.targets().names(),
        senders.size(),
        String.join(",", plan.content().tags()),
        target,
        achieved,
        sum(senders, SentCounters::takenEvents),
        sum(senders, SentCounters::takenBytes),
        sum(senders, SentCounters::attemptedTracers),
        senders.stream().mapToLong(SourceSender::reconnects).sum(),
        sum(senders, SentCounters::resentEvents),
        maxLatenessMillis,
        objections.isEmpty(),
        objections,
        run.stopReason(),
        measured.log().percentiles(),
        Optional.of(generator));
  }

  private static long max(List<SourceSender> senders, ToLongFunction<SentCounters> value) {
    return senders.stream().mapToLong(s -> value.applyAsLong(s.counters())).max().orElse(0);
  }

  private static long sum(List<SourceSender> senders, ToLongFunction<SentCounters> count) {
    return senders.stream().mapToLong(sender -> count.applyAsLong(sender.counters())).sum();
  }
}
