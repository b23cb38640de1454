package dev.logproof.reports.run;

import dev.logproof.commandline.ProcessLife;
import dev.logproof.record.result.ExperimentResult;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * State of a run. A killed experiment cannot update its result file: the file keeps the status
 * "running", and the process it names no longer exists.
 */
public enum RunState {
  /** The run completed. */
  COMPLETE,
  /** The run is in progress. */
  RUNNING,
  /** The run was killed before it could record its end. */
  INTERRUPTED,
  /** The run ended early and recorded the reason. */
  FAILED;

  /** Tolerance between process start time and file time, whose clocks differ by a kernel tick. */
  private static final Duration START_TOLERANCE = Duration.ofSeconds(2);

  /** State of {@code result}; checks the processes of this machine. */
  public static RunState of(ExperimentResult result) {
    return switch (result.status()) {
      case "complete" -> COMPLETE;
      case "running" -> writerLives(result) ? RUNNING : INTERRUPTED;
      default -> FAILED;
    };
  }

  /** Human-readable name of the state. */
  public String word() {
    return switch (this) {
      case COMPLETE -> "complete";
      case RUNNING -> "still running";
      case INTERRUPTED -> "interrupted";
      case FAILED -> "failed";
    };
  }

  /** Predicate for a sentence that begins with "the run". */
  public String clause() {
    return switch (this) {
      case COMPLETE -> "came to its end";
      case RUNNING -> "is still running";
      case INTERRUPTED -> "was interrupted";
      case FAILED -> "failed";
    };
  }

  /** Whether the writing process is alive; a process started after the run reuses its pid. */
  private static boolean writerLives(ExperimentResult result) {
    Optional<Instant> began =
        ProcessHandle.of(result.pid())
            .filter(process -> ProcessLife.isRunning(process.pid()))
            .map(process -> process.info().startInstant().orElse(Instant.MIN));
    return began.isPresent() && !began.get().isAfter(startOf(result).plus(START_TOLERANCE));
  }

  /** Start of the run; the epoch if the file does not state one. */
  public static Instant startOf(ExperimentResult result) {
    try {
      return Instant.parse(result.startedAt());
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }
}
