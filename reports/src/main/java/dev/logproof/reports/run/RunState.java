package dev.logproof.reports.run;

import dev.logproof.commandline.ProcessLife;
import dev.logproof.record.result.ExperimentResult;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * State of a run. A killed experiment leaves the status "running", but its process no longer
 * exists.
 */
public enum RunState {
  COMPLETE,
  RUNNING,
  /** Killed before it could record its end. */
  INTERRUPTED,
  /** Stopped by an interrupt; its results were kept, and it can be resumed. */
  PARTIAL,
  /** Ended early and recorded the reason. */
  FAILED;

  /** Process start time and file time differ by a kernel tick. */
  private static final Duration START_TOLERANCE = Duration.ofSeconds(2);

  /** State of {@code result}; checks the processes of this machine. */
  public static RunState of(ExperimentResult result) {
    return switch (result.status()) {
      case "complete" -> COMPLETE;
      case "partial" -> PARTIAL;
      case "running" -> writerLives(result) ? RUNNING : INTERRUPTED;
      default -> FAILED;
    };
  }

  /** Human-readable name. */
  public String word() {
    return switch (this) {
      case COMPLETE -> "complete";
      case RUNNING -> "still running";
      case INTERRUPTED -> "interrupted";
      case PARTIAL -> "partial";
      case FAILED -> "failed";
    };
  }

  /** Predicate for "the run". */
  public String clause() {
    return switch (this) {
      case COMPLETE -> "came to its end";
      case RUNNING -> "is still running";
      case INTERRUPTED -> "was interrupted";
      case PARTIAL -> "was stopped before its end and can be resumed";
      case FAILED -> "failed";
    };
  }

  /** A process started after the run reuses its pid. */
  private static boolean writerLives(ExperimentResult result) {
    Optional<Instant> began =
        ProcessHandle.of(result.pid())
            .filter(process -> ProcessLife.isRunning(process.pid()))
            .map(process -> process.info().startInstant().orElse(Instant.MIN));
    return began.isPresent() && !began.get().isAfter(startOf(result).plus(START_TOLERANCE));
  }

  /** Start of the run; the epoch if not stated. */
  public static Instant startOf(ExperimentResult result) {
    try {
      return Instant.parse(result.startedAt());
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }
}
