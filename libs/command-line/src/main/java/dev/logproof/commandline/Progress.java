package dev.logproof.commandline;

import java.io.PrintStream;
import java.util.function.LongSupplier;

/**
 * Reports progress: one live line on a terminal, one line every few seconds otherwise, nothing when
 * quiet. Confined to the reporting thread.
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
   * Reports on standard error, live when the launcher detected a terminal. The JVM cannot detect
   * one reliably: the behavior of {@code System.console()} varies between releases.
   */
  public static Progress onStandardError(boolean quiet) {
    return new Progress(
        System.err, Boolean.getBoolean("logproof.terminal"), quiet, System::nanoTime);
  }

  /** Reports on {@code err}; for tests. */
  public static Progress on(PrintStream err, boolean live, LongSupplier nanoTime) {
    return new Progress(err, live, false, nanoTime);
  }

  /** Shows {@code line} unless the last line was shown too recently. */
  public void report(String line) {
    long now = nanoTime.getAsLong();
    if (quiet || now - nextNanos < 0) {
      return;
    }
    nextNanos = now + (live ? LIVE_INTERVAL_NANOS : LINE_INTERVAL_NANOS);
    show(line);
  }

  /** Shows {@code line} regardless of the interval and keeps it on screen. */
  public void milestone(String line) {
    if (!quiet) {
      show(line);
      finish();
    }
  }

  /** Ends the live line, so that later output starts on a new line. */
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
