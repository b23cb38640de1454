package dev.logproof.loadgen;

import dev.logproof.loadgen.access.Access;
import dev.logproof.loadgen.measure.Validity;
import dev.logproof.loadgen.payload.Content;
import dev.logproof.loadgen.schedule.StagedSchedule;
import dev.logproof.loadgen.sender.Targets;
import dev.logproof.objects.S3Location;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What this process is to do.
 *
 * @param content of the whole run
 * @param segment the part that this process sends
 * @param startAt when the schedule starts; empty for as soon as all are connected
 * @param durationNanos of the schedule
 * @param directory of journal and result
 * @param copyTo where the directory is copied to as well
 * @param limits what makes the run invalid
 * @param acks how many frames may be on their way, and for how long
 * @param access how targets are reached
 * @param stages of the rate, for those who watch
 * @param tickNanos what becomes due within it shares a system call
 */
record RunPlan(
    String runId,
    long seed,
    Targets targets,
    Content content,
    Segment segment,
    Optional<Instant> startAt,
    long durationNanos,
    Path directory,
    Optional<S3Location> copyTo,
    Validity.Limits limits,
    AckOptions.Window acks,
    Access access,
    List<StagedSchedule.Stage> stages,
    long tickNanos) {
  /** Copies the list. */
  RunPlan {
    stages = List.copyOf(stages);
  }

  /** The sources that this process sends. */
  List<Integer> sources() {
    return segment.sources(content.sources());
  }

  /** Bytes that this process is to have sent {@code nanos} after the start. */
  double bytesBefore(long nanos) {
    return sources().stream()
        .mapToDouble(source -> content.rateOf(source).bytesBefore(nanos))
        .sum();
  }

  /** The average rate of this process over the whole schedule, in bytes a second. */
  double bytesPerSecond() {
    return bytesBefore(durationNanos) / (durationNanos / 1e9);
  }
}
