package dev.logproof.loadgen.run;

import dev.logproof.loadgen.access.Access;
import dev.logproof.loadgen.measure.Validity;
import dev.logproof.loadgen.payload.Content;
import dev.logproof.loadgen.schedule.StagedSchedule;
import dev.logproof.loadgen.sender.AckLimits;
import dev.logproof.loadgen.sender.Targets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * This process's part of a run.
 *
 * @param content of the whole run
 * @param tickNanos interval in which due events share a system call
 * @param reconnectNanos time after which a source dials again; empty to keep its connection
 */
public record RunPlan(
    String runId,
    long seed,
    Targets targets,
    Content content,
    Segment segment,
    StartTime startAt,
    long durationNanos,
    Path directory,
    CopyTarget copyTo,
    Validity.Limits limits,
    AckLimits acks,
    Access access,
    List<StagedSchedule.Stage> stages,
    long tickNanos,
    OptionalLong reconnectNanos) {
  public RunPlan {
    stages = List.copyOf(stages);
  }

  public List<Integer> sources() {
    return segment.sources(content.sources());
  }

  double bytesBefore(long nanos) {
    return sources().stream()
        .mapToDouble(source -> content.rateOf(source).bytesBefore(nanos))
        .sum();
  }

  double bytesPerSecond() {
    return bytesBefore(durationNanos) / (durationNanos / 1e9);
  }
}
