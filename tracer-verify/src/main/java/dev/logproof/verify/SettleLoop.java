package dev.logproof.verify;

import dev.logproof.commandline.Progress;
import dev.logproof.verify.check.TracerCheck;
import dev.logproof.verify.source.Engine;
import dev.logproof.verify.source.ObjectSource.Listing;
import dev.logproof.verify.verdict.Evidence.ScanEnd;
import dev.logproof.verify.verdict.Requirements;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Late is not lost: scans again and again until the destination has been stable long enough, or
 * time is up. What counts as stable is the time since the last object, or since the end of the last
 * run, whichever is later; so a run of yesterday is not waited for. In the end the destination is
 * listed once without any short cut, since a missing tracer or a second copy may lie where nobody
 * would look first. Confined to the main thread.
 */
final class SettleLoop {
  private static final long POLL_MILLIS = 1_000;

  /** Objects written this long before a run began cannot hold its tracers; clocks differ. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  private static final Duration WHEN_DECIDED = Duration.ofSeconds(10);
  private static final Duration WHEN_OPEN = Duration.ofSeconds(330);

  /** Firehose buffers for 900 s at most. */
  private static final Duration LONGEST = Duration.ofSeconds(930);

  private static final Duration MARGIN = Duration.ofSeconds(30);

  private final Engine engine;
  private final Span runs;
  private final Timeouts patience;
  private final Requirements demands;
  private final PollClock waiting;
  private final Progress progress;

  /** From the start of the first run to the end of the last. */
  record Span(Instant start, Instant end) {}

  /**
   * How long to wait.
   *
   * @param settle how long the destination must have been stable; by default it depends on whether
   *     what still arrives could change the verdict
   * @param timeout when to give up
   */
  record Timeouts(Optional<Duration> settle, Duration timeout) {
    private Duration of(boolean decided, Duration longestSeen) {
      return settle.orElse(decided ? WHEN_DECIDED : whenOpen(longestSeen));
    }

    /** What took long before may again, up to the longest that a stream buffers. */
    private static Duration whenOpen(Duration longestSeen) {
      Duration again = longestSeen.plus(MARGIN);
      Duration atLeast = again.compareTo(WHEN_OPEN) > 0 ? again : WHEN_OPEN;
      return atLeast.compareTo(LONGEST) < 0 ? atLeast : LONGEST;
    }
  }

  SettleLoop(
      Engine engine,
      Span runs,
      Timeouts patience,
      Requirements demands,
      PollClock waiting,
      Progress progress) {
    this.demands = demands;
    this.engine = engine;
    this.runs = runs;
    this.patience = patience;
    this.waiting = waiting;
    this.progress = progress;
  }

  /** Scans until it is settled, time is up, or a signal arrives. */
  ScanEnd run() throws IOException, InterruptedException {
    Instant deadline = waiting.now().plus(patience.timeout());
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

  /** True when nothing is missing, and nothing that still arrives can break what is demanded. */
  private boolean isDecided() {
    TracerCheck check = engine.check();
    return check.nothingMissing()
        && (demands.thresholds().isEmpty() || !demands.dependOnArrivals(check.outcome()));
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
        && !waiting.now().isBefore(changed(decided).plus(patience.of(decided, longestSeen)));
  }

  /** A busy bucket never is stable, so when nothing is open only the runs' end counts. */
  private Instant changed(boolean decided) {
    return decided || engine.newest().isBefore(runs.end()) ? runs.end() : engine.newest();
  }

  private String line() {
    return String.format(
        Locale.ROOT, "scanned %d objects, %.1f MB", engine.objects(), engine.bytes() / 1e6);
  }
}
