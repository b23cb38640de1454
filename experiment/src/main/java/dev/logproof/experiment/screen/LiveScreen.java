package dev.logproof.experiment.screen;

import dev.logproof.commandline.Progress;
import dev.logproof.record.result.Sample;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Shows a running measurement on one live line, or on plain lines without a terminal. Confined to
 * the main thread.
 */
public final class LiveScreen {
  private final Progress progress;
  private final long endNanos;

  /** Expects the run to take {@code expected} from now. */
  public LiveScreen(Progress progress, Duration expected) {
    this.progress = progress;
    this.endNanos = System.nanoTime() + expected.toNanos();
  }

  /** Shows {@code text} on a line that stays. */
  public void milestone(String text) {
    progress.milestone(text);
  }

  /**
   * Shows the state of a target.
   *
   * @param lost in all verified parts of the run
   */
  public void show(Sample sample, long lost) {
    progress.report(text(sample, lost, Duration.ofNanos(endNanos - System.nanoTime())));
  }

  static String text(Sample sample, long lost, Duration left) {
    double cores = sample.tasks().stream().mapToDouble(Sample.Task::cpuCores).sum();
    return String.format(
        Locale.ROOT,
        "%s, %s: offered %.2f, written %.2f MB/s; %d %s, %.2f cores; %s in flight; %d lost; %s"
            + " left",
        sample.target(),
        sample.phase(),
        sample.offeredBytesPerSecond() / 1e6,
        sample.writtenBytesPerSecond() / 1e6,
        sample.tasks().size(),
        sample.tasks().size() == 1 ? "task" : "tasks",
        cores,
        backlog(sample),
        lost,
        clock(left));
  }

  private static String backlog(Sample sample) {
    OptionalLong events = sample.backlogEvents();
    return events.isPresent() ? String.format(Locale.ROOT, "%,d", events.getAsLong()) : "?";
  }

  private static String clock(Duration left) {
    long seconds = Math.max(0, left.toSeconds());
    return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
  }
}
