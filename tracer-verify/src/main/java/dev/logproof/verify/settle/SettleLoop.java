package dev.logproof.verify.settle;

import dev.logproof.commandline.Progress;
import dev.logproof.verify.check.TracerCheck;
import dev.logproof.verify.source.Engine;
import dev.logproof.verify.source.ObjectSource.Listing;
import dev.logproof.verify.verdict.Requirements;
import dev.logproof.verify.verdict.ScanEnd;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Scans until the destination is stable or a timeout expires, because late is not lost. Stability
 * counts from the last object or the end of the last run. The final scan lists all folders, since
 * tracers may lie in a folder that a quick listing skips. Confined to the main thread.
 */
public record SettleLoop(
    Engine engine,
    Span runs,
    Timeouts timeLimit,
    Requirements requirements,
    PollClock waiting,
    Progress progress) {
  private static final long POLL_MILLIS = 1_000;

  /** Objects older than the first run by more cannot hold its tracers. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  /** Start of the first run to end of the last. */
  public record Span(Instant start, Instant end) {}

  /** Required stability, and the time after which the loop gives up. */
  public record Timeouts(Stability settle, Duration timeout) {}

  /** Scans until the destination is stable, the timeout expires, or a signal arrives. */
  public ScanEnd run() throws IOException, InterruptedException {
    Instant deadline = waiting.now().plus(timeLimit.timeout());
    while (true) {
      look(Listing.RECENT_FOLDERS);
      if (isStable() && (look(Listing.ALL_FOLDERS) == 0 || isDecided())) {
        return waiting.isStopped() ? ScanEnd.STOPPED : ScanEnd.SETTLED;
      }
      progress.report(line() + ", waiting for the destination to settle");
      if (!waiting.now().isBefore(deadline)) {
        if (!engine.isCurrent()) {
          look(Listing.ALL_FOLDERS);
        }
        return waiting.isStopped() ? ScanEnd.STOPPED : ScanEnd.TIMED_OUT;
      }
      if (waiting.pause(POLL_MILLIS)) {
        return ScanEnd.STOPPED;
      }
    }
  }

  private boolean isDecided() {
    TracerCheck check = engine.check();
    return check.nothingMissing()
        && (requirements.thresholds().isEmpty() || !requirements.dependOnArrivals(check.outcome()));
  }

  private int look(Listing listing) throws IOException, InterruptedException {
    return engine.look(
        runs.start().minus(CLOCK_SKEW),
        listing,
        () -> {
          progress.report(line());
          return !waiting.isStopped();
        });
  }

  private boolean isStable() {
    boolean decided = isDecided();
    Duration longestSeen = Duration.ofSeconds(engine.check().latencies().maxSeconds());
    return engine.isCurrent()
        && !waiting
            .now()
            .isBefore(changed(decided).plus(timeLimit.settle().required(decided, longestSeen)));
  }

  /** If decided, only the end of the runs counts: a busy bucket never becomes stable. */
  private Instant changed(boolean decided) {
    return decided || engine.newest().isBefore(runs.end()) ? runs.end() : engine.newest();
  }

  private String line() {
    return String.format(
        Locale.ROOT, "scanned %d objects, %.1f MB", engine.objects(), engine.bytes() / 1e6);
  }
}
