package dev.logproof.loadgen;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.commandline.BuildVersion;
import dev.logproof.loadgen.measure.Validity;
import dev.logproof.loadgen.sender.SentCounters;
import dev.logproof.loadgen.sender.SourceSender;
import dev.logproof.record.result.Json;
import dev.logproof.record.result.LoadResult;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/** Adds up what the sources did. Confined to the main thread. */
final class RunResult {
  private RunResult() {}

  static LoadResult of(
      RunPlan plan,
      long startMillis,
      List<SourceSender> senders,
      LongSupplier elapsedNanos,
      String stopReason,
      double stoodStillSeconds)
      throws IOException {
    long lastWriteNanos =
        senders.stream().mapToLong(s -> s.counters().lastWriteNanos()).max().orElse(0);
    boolean signalled = stopReason.equals("signal");
    long scheduleNanos =
        signalled ? Math.min(plan.durationNanos(), elapsedNanos.getAsLong()) : plan.durationNanos();
    double seconds = Math.max(signalled ? 0 : scheduleNanos, lastWriteNanos) / 1e9;
    long bytes = sum(senders, SentCounters::takenBytes);
    double achieved = seconds > 0 ? sum(senders, SentCounters::rateBytes) / seconds : 0;
    double target = scheduleNanos > 0 ? plan.bytesBefore(scheduleNanos) / (scheduleNanos / 1e9) : 0;
    double endLateness = Math.max(0, lastWriteNanos - scheduleNanos) / 1e9;
    List<String> objections =
        Validity.objections(
            target,
            achieved,
            plan.tolerance(),
            sum(senders, SentCounters::unsentEvents),
            endLateness,
            stoodStillSeconds);
    return new LoadResult(
        LoadResult.VERSION,
        BuildVersion.current(),
        plan.runId(),
        plan.seed(),
        startMillis,
        seconds,
        plan.targets().names(),
        senders.size(),
        String.join(",", plan.content().tags()),
        target,
        achieved,
        sum(senders, SentCounters::takenEvents),
        bytes,
        sum(senders, SentCounters::attemptedTracers),
        senders.stream().mapToLong(SourceSender::reconnects).sum(),
        sum(senders, SentCounters::resentEvents),
        senders.stream().mapToLong(s -> s.counters().maxLatenessNanos()).max().orElse(0) / 1e6,
        objections.isEmpty(),
        objections,
        stopReason);
  }

  /** Writes the result and the latencies of every event to the directory of the run. */
  static void write(RunPlan plan, long startMillis, List<SourceSender> senders, LoadResult result)
      throws IOException {
    Json.replace(plan.directory().resolve(LoadResult.FILE_NAME), result);
    Histogram written = new Histogram(3);
    Histogram acknowledged = new Histogram(3);
    senders.forEach(sender -> written.add(sender.latenessMicros()));
    senders.forEach(sender -> sender.ackMicros().ifPresent(acknowledged::add));
    long endMillis = startMillis + (long) (result.seconds() * 1000);
    try (PrintStream out =
        new PrintStream(plan.directory().resolve("latency.hlog").toFile(), UTF_8)) {
      HistogramLogWriter log = new HistogramLogWriter(out);
      log.outputComment(
          "[microseconds from the intended time of each event: to its write, to its ack]");
      log.outputLogFormatVersion();
      log.outputLegend();
      interval(log, written, "write", startMillis, endMillis);
      if (acknowledged.getTotalCount() > 0) {
        interval(log, acknowledged, "ack", startMillis, endMillis);
      }
    }
  }

  private static void interval(
      HistogramLogWriter log, Histogram histogram, String tag, long startMillis, long endMillis) {
    histogram.setTag(tag);
    histogram.setStartTimeStamp(startMillis);
    histogram.setEndTimeStamp(endMillis);
    log.outputIntervalHistogram(histogram);
  }

  private static long sum(List<SourceSender> senders, ToLongFunction<SentCounters> count) {
    return senders.stream().mapToLong(sender -> count.applyAsLong(sender.counters())).sum();
  }
}
