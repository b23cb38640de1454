package dev.logproof.loadgen.run;

import dev.logproof.commandline.BuildVersion;
import dev.logproof.loadgen.measure.Validity;
import dev.logproof.loadgen.sender.SentCounters.Count;
import dev.logproof.loadgen.sender.SourceSender;
import dev.logproof.record.result.LoadResult;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

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
    long lastWriteNanos = max(senders, Count.LAST_WRITE_NANOS);
    boolean signalled = run.stopReason().equals("signal");
    long scheduleNanos =
        signalled ? Math.min(plan.durationNanos(), elapsedNanos.getAsLong()) : plan.durationNanos();
    double seconds = Math.max(signalled ? 0 : scheduleNanos, lastWriteNanos) / 1e9;
    double achieved = seconds > 0 ? sum(senders, Count.RATE_BYTES) / seconds : 0;
    double target = scheduleNanos > 0 ? plan.bytesBefore(scheduleNanos) / (scheduleNanos / 1e9) : 0;
    double maxLatenessMillis = max(senders, Count.MAX_LATENESS_NANOS) / 1e6;
    LoadResult.Generator generator =
        new LoadResult.Generator(
            measured.stats().worst().cpuSharePercent(),
            measured.stats().worst().gcSharePercent(),
            stoodStillSeconds,
            max(senders, Count.MAX_OWN_LATENESS_NANOS) / 1e6);
    List<String> objections =
        Validity.objections(
            new Validity.Offered(
                target,
                achieved,
                sum(senders, Count.UNSENT_EVENTS),
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
        sum(senders, Count.TAKEN_EVENTS),
        sum(senders, Count.TAKEN_BYTES),
        sum(senders, Count.ATTEMPTED_TRACERS),
        senders.stream().mapToLong(SourceSender::reconnects).sum(),
        sum(senders, Count.RESENT_EVENTS),
        maxLatenessMillis,
        objections.isEmpty(),
        objections,
        run.stopReason(),
        measured.log().percentiles(),
        Optional.of(generator));
  }

  private static long max(List<SourceSender> senders, Count count) {
    return senders.stream().mapToLong(s -> s.counters().get(count)).max().orElse(0);
  }

  private static long sum(List<SourceSender> senders, Count count) {
    return senders.stream().mapToLong(sender -> sender.counters().get(count)).sum();
  }
}
