package dev.logproof.loadgen.run;

import dev.logproof.loadgen.access.Access;
import dev.logproof.loadgen.measure.Validity;
import dev.logproof.loadgen.payload.Content;
import dev.logproof.loadgen.schedule.StagedSchedule;
import dev.logproof.loadgen.sender.AckLimits;
import dev.logproof.loadgen.sender.Targets;
import dev.logproof.objects.S3Location;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Parameters of this process's part of a run. Immutable.
 *
 * @param content of the whole run
 * @param segment the segment that this process sends
 * @param startAt start of the schedule; empty to start once all sources are connected
 * @param durationNanos length of the schedule
 * @param directory of journal and result
 * @param copyTo location to which the directory is copied, if any
 * @param limits that decide whether the run is valid
 * @param acks limits of unacknowledged frames
 * @param access how targets are reached
 * @param stages of the rate, for the event stream
 * @param tickNanos interval in which due events share a system call
 */
public record RunPlan(
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
    AckLimits acks,
    Access access,
    List<StagedSchedule.Stage> stages,
    long tickNanos) {
  public RunPlan {
    stages = List.copyOf(stages);
  }

  public List<Integer> sources() {
    return segment.sources(content.sources());
  }

  /** Bytes that this process is to send within {@code nanos} from the start. */
  double bytesBefore(long nanos) {
    return sources().stream()
        .mapToDouble(source -> content.rateOf(source).bytesBefore(nanos))
        .sum();
  }

  /** Average rate of this process over the schedule, in bytes per second. */
  double bytesPerSecond() {
    return bytesBefore(durationNanos) / (durationNanos / 1e9);
  }
}
