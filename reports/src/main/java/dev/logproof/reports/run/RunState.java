package dev.logproof.reports.run;

import dev.logproof.commandline.ProcessLife;
import dev.logproof.record.result.ExperimentResult;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * What became of a run. A killed experiment cannot write that it was killed: its file says running
 * for ever, and the process it names is gone.
 */
public enum RunState {
  /** It came to its end. */
  COMPLETE,
  /** It is still at work. */
  RUNNING,
  /** It was killed before it could say so. */
  INTERRUPTED,
  /** It ended early and says why. */
  FAILED;

  /** Clocks of process start and file differ by the kernel's tick. */
  private static final Duration START_TOLERANCE = Duration.ofSeconds(2);

  /** The state of {@code result}, as seen from this machine. */
  public static RunState of(ExperimentResult result) {
    return switch (result.status()) {
      case "complete" -> COMPLETE;
      case "running" -> writerLives(result) ? RUNNING : INTERRUPTED;
      default -> FAILED;
    };
  }

  /** The word for it. */
  public String word() {
    return switch (this) {
      case COMPLETE -> "complete";
      case RUNNING -> "still running";
      case INTERRUPTED -> "interrupted";
      case FAILED -> "failed";
    };
  }

  /** What to say after "the run". */
  public String clause() {
    return switch (this) {
      case COMPLETE -> "came to its end";
      case RUNNING -> "is still running";
      case INTERRUPTED -> "was interrupted";
      case FAILED -> "failed";
    };
  }

  /** A process that began after the run is another one that was given the same number. */
  private static boolean writerLives(ExperimentResult result) {
    Optional<Instant> began =
        ProcessHandle.of(result.pid())
            .filter(process -> ProcessLife.isRunning(process.pid()))
            .map(process -> process.info().startInstant().orElse(Instant.MIN));
    return began.isPresent() && !began.get().isAfter(startOf(result).plus(START_TOLERANCE));
  }

  /** When it started; the far past when the file does not tell. */
  public static Instant startOf(ExperimentResult result) {
    try {
      return Instant.parse(result.startedAt());
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }
}
