package dev.logproof.loadgen.run;

import dev.logproof.commandline.Progress;
import dev.logproof.loadgen.event.EventStream;
import dev.logproof.loadgen.event.RunEvent;
import dev.logproof.loadgen.measure.Latencies;
import dev.logproof.loadgen.measure.LatencyInterval;
import dev.logproof.loadgen.measure.LatencyKind;
import dev.logproof.loadgen.measure.LatencyLog;
import dev.logproof.loadgen.measure.ProcessStats;
import dev.logproof.loadgen.sender.SentCounters.Count;
import dev.logproof.loadgen.sender.SourceSender;
import java.util.List;
import java.util.Locale;

/** Samples and reports once per second. Confined to the main thread. */
final class IntervalReporter {
  private final RunPlan plan;
  private final List<SourceSender> senders;
  private final Measures measures;
  private final EventStream notices;
  private final Progress progress;
  private long lastNanos = Long.MIN_VALUE;
  private long lastBytes;

  /** Measurements and their log. */
  record Measures(Latencies latencies, LatencyLog log, ProcessStats stats) {}

  IntervalReporter(
      RunPlan plan,
      List<SourceSender> senders,
      Measures measures,
      EventStream notices,
      Progress progress) {
    this.plan = plan;
    this.senders = List.copyOf(senders);
    this.measures = measures;
    this.notices = notices;
    this.progress = progress;
  }

  Measures measures() {
    return measures;
  }

  /** The first call reports no rates. */
  void passed(long nowNanos) {
    measures.stats().sample(nowNanos);
    LatencyInterval interval = measures.latencies().next();
    measures.log().add(interval, System.currentTimeMillis());
    long rateBytes = sum(Count.RATE_BYTES);
    if (lastNanos != Long.MIN_VALUE && nowNanos > lastNanos) {
      notices.accept(notice(nowNanos, rateBytes, interval));
      progress.report(line(nowNanos));
    }
    lastNanos = nowNanos;
    lastBytes = rateBytes;
  }

  private RunEvent notice(long nowNanos, long rateBytes, LatencyInterval interval) {
    double seconds = (nowNanos - lastNanos) / 1e9;
    double due =
        plan.bytesBefore(Math.min(nowNanos, plan.durationNanos()))
            - plan.bytesBefore(Math.min(lastNanos, plan.durationNanos()));
    return new RunEvent.Second(
        System.currentTimeMillis(),
        nowNanos / 1e9,
        due / seconds,
        (rateBytes - lastBytes) / seconds,
        sum(Count.TAKEN_EVENTS),
        sum(Count.TAKEN_BYTES),
        senders.stream().filter(SourceSender::isConnected).count(),
        reconnects(),
        senders.stream().mapToLong(SourceSender::acknowledgedFrames).sum(),
        interval.of(LatencyKind.WRITE_CORRECTED).getMaxValue() / 1e3,
        measures.stats().last().cpuCores(),
        measures.stats().last().gcMillis(),
        notices.dropped());
  }

  private String line(long nowNanos) {
    double seconds = Math.max(0.001, nowNanos / 1e9);
    return String.format(
        Locale.ROOT,
        "%5.1f s  %.3f of %.3f MB/s  %d events  %d tracers  %d reconnects%s",
        seconds,
        sum(Count.TAKEN_BYTES) / seconds / 1e6,
        plan.bytesPerSecond() / 1e6,
        sum(Count.TAKEN_EVENTS),
        sum(Count.TAKEN_TRACERS),
        reconnects(),
        lastError());
  }

  private long reconnects() {
    return senders.stream().mapToLong(SourceSender::reconnects).sum();
  }

  private long sum(Count count) {
    return senders.stream().mapToLong(sender -> sender.counters().get(count)).sum();
  }

  private String lastError() {
    return senders.stream()
        .map(SourceSender::lastError)
        .filter(error -> !error.isEmpty())
        .reduce((first, last) -> last)
        .map(error -> "  last error: " + error)
        .orElse("");
  }
}
