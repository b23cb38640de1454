package dev.logproof.commandline;

import java.io.PrintStream;
import java.util.function.LongSupplier;

/**
 * Reports progress: a live line on a terminal, otherwise a line every few seconds. Confined to the
 * reporting thread.
 */
public final class Progress {
  private static final long LIVE_INTERVAL_NANOS = 200_000_000L;
  private static final long LINE_INTERVAL_NANOS = 5_000_000_000L;

  private final PrintStream err;
  private final boolean live;
  private final boolean quiet;
  private final LongSupplier nanoTime;
  private long nextNanos;

  private Progress(PrintStream err, boolean live, boolean quiet, LongSupplier nanoTime) {
    this.err = err;
    this.live = live;
    this.quiet = quiet;
    this.nanoTime = nanoTime;
    this.nextNanos = nanoTime.getAsLong();
  }

  /**
   * Reports on standard error, live if the launcher detected a terminal: {@code System.console()}
   * varies between releases.
   */
  public static Progress onStandardError(boolean quiet) {
    return new Progress(
        System.err, Boolean.getBoolean("logproof.terminal"), quiet, System::nanoTime);
  }

  /** Reports on {@code err}; for tests. */
  public static Progress on(PrintStream err, boolean live, LongSupplier nanoTime) {
    return new Progress(err, live, false, nanoTime);
  }

  /** Shows {@code line} unless the last one is too recent. */
  public void report(String line) {
    long now = nanoTime.getAsLong();
    if (quiet || now - nextNanos < 0) {
      return;
    }
    nextNanos = now + (live ? LIVE_INTERVAL_NANOS : LINE_INTERVAL_NANOS);
    show(line);
  }

  /** Shows {@code line} at once and keeps it on screen. */
  public void milestone(String line) {
    if (!quiet) {
      show(line);
      finish();
    }
  }

  /** Ends the live line. */
  public void finish() {
    if (live && !quiet) {
      err.println();
    }
  }

  private void show(String line) {
    if (live) {
      err.print("\r\u001b[2K" + line);
      err.flush();
    } else {
      err.println(line);
    }
  }
}
