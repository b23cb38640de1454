package dev.logproof.verify;

import dev.logproof.commandline.Progress;
import dev.logproof.commandline.Termination;
import dev.logproof.verify.check.TracerCheck;
import dev.logproof.verify.source.DestinationScan;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Late is not lost: scans again and again until the destination has been stable long enough, or
 * time is up. What counts as stable is the time since the last object, or since the end of the last
 * run, whichever is later; so a run of yesterday is not waited for. Confined to the main thread.
 */
final class Settling {
  private static final long POLL_MILLIS = 1_000;

  /** Objects written this long before a run began cannot hold its tracers; clocks differ. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  private static final Duration WHEN_COMPLETE = Duration.ofSeconds(10);
  private static final Duration WHEN_MISSING = Duration.ofSeconds(330);

  private final DestinationScan scan;
  private final TracerCheck check;
  private final Journals runs;
  private final Optional<Duration> settle;
  private final Duration timeout;
  private final Progress progress;

  Settling(
      DestinationScan scan,
      TracerCheck check,
      Journals runs,
      Optional<Duration> settle,
      Duration timeout,
      Progress progress) {
    this.scan = scan;
    this.check = check;
    this.runs = runs;
    this.settle = settle;
    this.timeout = timeout;
    this.progress = progress;
  }

  /** Scans until it is settled; false when it never was. */
  boolean run() throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(timeout);
    while (true) {
      scan.scanNew(runs.start().minus(CLOCK_SKEW), objects -> progress.report(line(objects)));
      boolean complete = check.nothingMissing();
      Instant now = Instant.now();
      if (!now.isBefore(changed(complete).plus(patience(complete)))) {
        return true;
      }
      progress.report(line(scan.objects()) + ", waiting for the destination to settle");
      if (!now.isBefore(deadline) || Termination.shared().await(POLL_MILLIS)) {
        return false;
      }
    }
  }

  /** A busy bucket never is stable, so when nothing is missing only the runs' end counts. */
  private Instant changed(boolean complete) {
    return complete || scan.newest().isBefore(runs.end()) ? runs.end() : scan.newest();
  }

  private Duration patience(boolean complete) {
    return settle.orElse(complete ? WHEN_COMPLETE : WHEN_MISSING);
  }

  private String line(long objects) {
    return "scanned " + objects + " objects, " + scan.bytes() / 1_000_000 + " MB";
  }
}
