package dev.logproof.loadgen.run;

import dev.logproof.commandline.BuildVersion;
import dev.logproof.commandline.CommandFailure;
import dev.logproof.commandline.Progress;
import dev.logproof.commandline.Termination;
import dev.logproof.loadgen.access.RefusedException;
import dev.logproof.loadgen.event.EventStream;
import dev.logproof.loadgen.event.RunEvent;
import dev.logproof.loadgen.measure.Latencies;
import dev.logproof.loadgen.measure.LatencyLog;
import dev.logproof.loadgen.measure.PauseDetector;
import dev.logproof.loadgen.measure.ProcessProbe;
import dev.logproof.loadgen.measure.ProcessStats;
import dev.logproof.loadgen.payload.Content;
import dev.logproof.loadgen.schedule.Arrival;
import dev.logproof.loadgen.sender.AckLimits;
import dev.logproof.loadgen.sender.AckWindow;
import dev.logproof.loadgen.sender.Connection;
import dev.logproof.loadgen.sender.Pace;
import dev.logproof.loadgen.sender.Pace.Reconnect;
import dev.logproof.loadgen.sender.SourceSender;
import dev.logproof.record.journal.JournalWriter;
import dev.logproof.record.result.Json;
import dev.logproof.record.result.LoadResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * One run: dials, starts the sources, writes the journal ahead of them, and ends them. Confined to
 * the main thread.
 */
public final class LoadRun {
  private static final long MARK_NANOS = 1_000_000_000L;
  private static final long LOOP_MILLIS = 100;

  /** Time after the schedule to send late events. */
  private static final long GRACE_NANOS = 5_000_000_000L;

  /** Delay from the last dial, so that the first events are not late. */
  private static final long LEAD_MILLIS = 500;

  /** Limit for all initial connections. */
  private static final long FIRST_DIAL_NANOS = 5_000_000_000L;

  private final RunPlan plan;
  private final Progress progress;
  private final EventStream notices;
  private final long startNanos = System.nanoTime();
  private final ProcessProbe probe = ProcessProbe.ofThisProcess();
  private final Latencies latencies = new Latencies();
  private final List<SourceSender> senders = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  public LoadRun(RunPlan plan, Progress progress, EventStream notices) {
    this.plan = plan;
    this.progress = progress;
    this.notices = notices;
  }

  /** Creates the S3 client and loads classes before the schedule starts. */
  public LoadResult run() throws IOException, InterruptedException {
    try (ResultCopy copy = ResultCopy.of(plan, progress)) {
      WarmUp.run(plan, probe);
      notices.accept(started());
      return run(dialAll(), copy);
    }
  }

  private LoadResult run(List<Connection> connections, ResultCopy copy)
      throws IOException, InterruptedException {
    long nowMillis = System.currentTimeMillis();
    long startMillis = plan.startAt().millis(nowMillis + LEAD_MILLIS);
    long zeroNanos = System.nanoTime() + (startMillis - nowMillis) * 1_000_000;
    LongSupplier elapsedNanos = () -> System.nanoTime() - zeroNanos;
    for (int own = 0; own < connections.size(); own++) {
      addSender(plan.sources().get(own), connections.get(own), elapsedNanos, startMillis);
    }
    try (PauseDetector watchdog = new PauseDetector(System::nanoTime);
        JournalWriter writer = JournalWriter.create(plan.directory());
        LatencyLog latencyLog = LatencyLog.create(plan.directory(), startMillis)) {
      RunLog log = new RunLog(writer, plan, senders);
      IntervalReporter second = everySecond(latencyLog);
      log.start(startMillis);
      log.mark(elapsedNanos.getAsLong());
      startThreads();
      watchdog.start();
      copy.start();
      String stopReason = supervise(log, second, elapsedNanos);
      progress.finish();
      log.mark(elapsedNanos.getAsLong());
      LoadResult result =
          RunResult.of(
              new RunResult.Circumstances(plan, startMillis, stopReason),
              senders,
              elapsedNanos,
              second.measures(),
              watchdog.stoodStillSeconds());
      log.end(result);
      Json.replace(plan.directory().resolve(LoadResult.FILE_NAME), result);
      copy.last();
      notices.accept(finished(result));
      return result;
    }
  }

  private IntervalReporter everySecond(LatencyLog latencyLog) {
    ProcessStats stats = new ProcessStats(probe);
    return new IntervalReporter(
        plan,
        senders,
        new IntervalReporter.Measures(latencies, latencyLog, stats),
        notices,
        progress);
  }

  private RunEvent started() throws IOException {
    return new RunEvent.Started(
        RunEvent.VERSION,
        System.currentTimeMillis(),
        BuildVersion.current(),
        plan.runId(),
        plan.seed(),
        plan.targets().names(),
        plan.sources().size(),
        plan.bytesPerSecond(),
        plan.durationNanos() / 1e9);
  }

  private static RunEvent finished(LoadResult result) {
    return new RunEvent.Finished(
        System.currentTimeMillis(), result.stopReason(), result.valid(), result.invalidReasons());
  }

  private List<Connection> dialAll() {
    List<Connection> connections = new ArrayList<>();
    while (connections.size() < plan.sources().size()) {
      try {
        int source = plan.sources().get(connections.size());
        Connection connection = new Connection(source, plan.targets(), plan.access(), notices);
        connection.dial();
        connections.add(connection);
      } catch (RefusedException e) {
        throw CommandFailure.unknown(e.getMessage(), e);
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
      int source, Connection connection, LongSupplier elapsedNanos, long startMillis) {
    Content.Run run = new Content.Run(plan.runId(), plan.seed(), startMillis, plan.durationNanos());
    senders.add(
        new SourceSender(
            plan.content().stream(run, source),
            connection,
            pace(elapsedNanos).with(reconnect(source)),
            latencies,
            window(elapsedNanos)));
  }

  private Pace pace(LongSupplier elapsedNanos) {
    return plan.content().arrival() instanceof Arrival.Paced
        ? Pace.batched(elapsedNanos, plan.durationNanos(), plan.tickNanos())
        : Pace.oneByOne(elapsedNanos, plan.durationNanos());
  }

  private Reconnect reconnect(int source) {
    if (plan.reconnectNanos().isEmpty()) {
      return Reconnect.NEVER;
    }
    long every = plan.reconnectNanos().getAsLong();
    return new Reconnect(every * (source + 1) / plan.content().sources(), every);
  }

  private AckWindow window(LongSupplier elapsedNanos) {
    AckLimits limits = plan.acks();
    return plan.content().asksForAcks()
        ? new AckWindow(limits.maxFrames(), limits.maxWaitMillis(), elapsedNanos, latencies)
        : AckWindow.unused(elapsedNanos, latencies);
  }

  private void startThreads() {
    for (int source = 0; source < senders.size(); source++) {
      Thread thread = new Thread(senders.get(source), "source-" + source);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  /** Returns the stop reason when all sources have ended. */
  private String supervise(RunLog log, IntervalReporter second, LongSupplier elapsedNanos)
      throws IOException, InterruptedException {
    StageEvents stages = new StageEvents(plan.stages());
    String stopReason = "";
    long endNanos = plan.durationNanos();
    long nextMarkNanos = 0;
    long ackNanos = plan.content().asksForAcks() ? plan.acks().maxWaitMillis() * 1_000_000 : 0;
    while (threads.stream().anyMatch(Thread::isAlive)) {
      long now = elapsedNanos.getAsLong();
      stages.begunBy(now).forEach(notices);
      if (now >= nextMarkNanos) {
        log.mark(now);
        second.passed(now);
        nextMarkNanos = now - now % MARK_NANOS + MARK_NANOS;
      }
      if (stopReason.isEmpty() && Termination.shared().isRequested()) {
        stopReason = stopping("signal");
        endNanos = Math.min(now, endNanos);
        endAll(endNanos);
      } else if (stopReason.isEmpty() && now >= endNanos) {
        stopReason = stopping("duration");
      }
      if (now > endNanos + GRACE_NANOS + ackNanos) {
        cutAll();
      }
      waitForSources();
    }
    second.passed(elapsedNanos.getAsLong());
    return stopReason.isEmpty() ? stopping("duration") : stopReason;
  }

  private String stopping(String reason) {
    notices.accept(new RunEvent.Stopping(System.currentTimeMillis(), reason));
    return reason;
  }

  private void endAll(long nanos) {
    senders.forEach(sender -> sender.endAt(nanos));
  }

  private void cutAll() throws IOException {
    for (SourceSender sender : senders) {
      sender.cut();
    }
  }

  private void waitForSources() throws InterruptedException {
    for (Thread thread : threads) {
      if (thread.isAlive()) {
        thread.join(LOOP_MILLIS);
        return;
      }
    }
  }
}
