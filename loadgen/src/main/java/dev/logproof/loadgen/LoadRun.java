package dev.logproof.loadgen;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.commandline.Progress;
import dev.logproof.commandline.Termination;
import dev.logproof.loadgen.measure.Watchdog;
import dev.logproof.loadgen.payload.Content;
import dev.logproof.loadgen.sender.AckWindow;
import dev.logproof.loadgen.sender.Connection;
import dev.logproof.loadgen.sender.SourceSender;
import dev.logproof.record.journal.JournalWriter;
import dev.logproof.record.result.LoadResult;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * One run: dials, starts the sources, writes the journal ahead of them, and ends them. Runs on the
 * main thread, which also journals.
 */
final class LoadRun {
  private static final long MARK_NANOS = 1_000_000_000L;
  private static final long LOOP_MILLIS = 100;

  /** How long a run may go on after its schedule to hand over what is late. */
  private static final long GRACE_NANOS = 5_000_000_000L;

  /**
   * From the first dial to the first event, so that nothing is late only because it is the first.
   */
  private static final long LEAD_MILLIS = 500;

  /** How long the first connections may take together. */
  private static final long FIRST_DIAL_NANOS = 5_000_000_000L;

  private final RunPlan plan;
  private final Progress progress;
  private final long startNanos = System.nanoTime();
  private final List<SourceSender> senders = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  LoadRun(RunPlan plan, Progress progress) {
    this.plan = plan;
    this.progress = progress;
  }

  LoadResult run() throws IOException, InterruptedException {
    RunLog.warmUp();
    List<Connection> connections = dialAll();
    long nowMillis = System.currentTimeMillis();
    long scheduleStartMillis =
        plan.startAt().map(Instant::toEpochMilli).orElse(nowMillis + LEAD_MILLIS);
    long zeroNanos = System.nanoTime() + (scheduleStartMillis - nowMillis) * 1_000_000;
    LongSupplier elapsedNanos = () -> System.nanoTime() - zeroNanos;
    for (int own = 0; own < connections.size(); own++) {
      addSender(plan.sources().get(own), connections.get(own), elapsedNanos, scheduleStartMillis);
    }
    try (Watchdog watchdog = new Watchdog(System::nanoTime);
        ResultCopy copy = ResultCopy.of(plan, progress);
        JournalWriter writer = JournalWriter.create(plan.directory())) {
      RunLog log = new RunLog(writer, plan, senders);
      log.start(scheduleStartMillis);
      log.mark(elapsedNanos.getAsLong());
      startThreads();
      watchdog.start();
      copy.start();
      String stopReason = supervise(log, elapsedNanos);
      progress.finish();
      log.mark(elapsedNanos.getAsLong());
      LoadResult result =
          RunResult.of(
              plan,
              scheduleStartMillis,
              senders,
              elapsedNanos,
              stopReason,
              watchdog.stoodStillSeconds());
      log.end(result);
      RunResult.write(plan, scheduleStartMillis, senders, result);
      copy.last();
      return result;
    }
  }

  private List<Connection> dialAll() {
    List<Connection> connections = new ArrayList<>();
    while (connections.size() < plan.sources().size()) {
      try {
        Connection connection = Connection.to(plan.targets());
        connection.dial();
        connections.add(connection);
      } catch (IOException e) {
        boolean late = System.nanoTime() - startNanos > FIRST_DIAL_NANOS;
        if (connections.isEmpty() || late) {
          throw CommandFailure.unknown(
              e.getMessage() + "; is the aggregator running, and is --target right?", e);
        }
      }
    }
    return connections;
  }

  private void addSender(
      int source, Connection connection, LongSupplier elapsedNanos, long scheduleStartMillis) {
    Content.Run run =
        new Content.Run(plan.runId(), plan.seed(), scheduleStartMillis, plan.durationNanos());
    senders.add(
        new SourceSender(
            plan.content().stream(run, source),
            connection,
            elapsedNanos,
            plan.durationNanos(),
            window(elapsedNanos)));
  }

  private Optional<AckWindow> window(LongSupplier elapsedNanos) {
    AckOptions.Window limits = plan.acks();
    return plan.content().asksForAcks()
        ? Optional.of(new AckWindow(limits.maxFrames(), limits.maxWaitMillis(), elapsedNanos))
        : Optional.empty();
  }

  private void startThreads() {
    for (int source = 0; source < senders.size(); source++) {
      Thread thread = new Thread(senders.get(source), "source-" + source);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  /** Journals and reports until all sources have ended; returns why they did. */
  private String supervise(RunLog log, LongSupplier elapsedNanos)
      throws IOException, InterruptedException {
    String stopReason = "duration";
    long endNanos = plan.durationNanos();
    long nextMarkNanos = 0;
    long ackNanos = plan.content().asksForAcks() ? plan.acks().maxWaitMillis() * 1_000_000 : 0;
    while (threads.stream().anyMatch(Thread::isAlive)) {
      long now = elapsedNanos.getAsLong();
      if (now >= nextMarkNanos) {
        log.mark(now);
        nextMarkNanos += MARK_NANOS;
      }
      if (stopReason.equals("duration") && Termination.shared().isRequested()) {
        stopReason = "signal";
        endNanos = Math.min(now, endNanos);
        endAll(endNanos);
      }
      if (now > endNanos + GRACE_NANOS + ackNanos) {
        for (SourceSender sender : senders) {
          sender.cut();
        }
      }
      progress.report(line(now));
      waitForSources();
    }
    return stopReason;
  }

  private void endAll(long nanos) {
    senders.forEach(sender -> sender.endAt(nanos));
  }

  /** Sleeps a little, or until the sources have ended. */
  private void waitForSources() throws InterruptedException {
    for (Thread thread : threads) {
      if (thread.isAlive()) {
        thread.join(LOOP_MILLIS);
        return;
      }
    }
  }

  private String line(long nowNanos) {
    double seconds = Math.max(0.001, nowNanos / 1e9);
    long bytes = senders.stream().mapToLong(sender -> sender.counters().takenBytes()).sum();
    long events = senders.stream().mapToLong(sender -> sender.counters().takenEvents()).sum();
    long reconnects = senders.stream().mapToLong(SourceSender::reconnects).sum();
    return String.format(
        Locale.ROOT,
        "%5.1f s  %.3f of %.3f MB/s  %d events  %d tracers  %d reconnects%s",
        seconds,
        bytes / seconds / 1e6,
        plan.bytesPerSecond() / 1e6,
        events,
        senders.stream().mapToLong(sender -> sender.counters().takenTracers()).sum(),
        reconnects,
        lastError());
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
