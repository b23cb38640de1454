package dev.logproof.record.result;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.List;
import java.util.Optional;

/**
 * What a load run did: {@value #FILE_NAME} in the directory of the run, and the last line of {@code
 * loadgen run --format json}.
 *
 * @param version of the format, {@link #VERSION}
 * @param logproofVersion that wrote it
 * @param runId of every tracer of the run
 * @param seed that makes the same run again
 * @param startedAtMillis start of the schedule, milliseconds since the epoch
 * @param seconds from the start of the schedule to the last write
 * @param targets host:port of each receiver asked for
 * @param connections how many sources, one connection each
 * @param tag of the events
 * @param targetBytesPerSecond asked for, bytes of forward protocol on the wire
 * @param achievedBytesPerSecond written
 * @param events written, tracers included
 * @param bytes written, resent ones not counted again
 * @param tracersAttempted tracers surely written at least once
 * @param reconnects connections dialled again after an error
 * @param resentEvents events of frames written a second time, at least a part of which had been
 *     handed over before
 * @param maxLatenessMillis longest time by which an event was written after its intended time
 * @param valid false when no verdict may rest on the run
 * @param invalidReasons why not, for people; empty when valid
 * @param stopReason such as {@code duration} or {@code signal}
 * @param latencies percentiles of each kind of time that was recorded; none in version 1
 * @param generator how hard the generator had to work; empty in version 1
 */
@JsonDeserialize(using = LoadResultReader.class)
public record LoadResult(
    int version,
    String logproofVersion,
    String runId,
    long seed,
    long startedAtMillis,
    double seconds,
    List<String> targets,
    int connections,
    String tag,
    double targetBytesPerSecond,
    double achievedBytesPerSecond,
    long events,
    long bytes,
    long tracersAttempted,
    long reconnects,
    long resentEvents,
    double maxLatenessMillis,
    boolean valid,
    List<String> invalidReasons,
    String stopReason,
    List<Latency> latencies,
    Optional<Generator> generator) {
  /** The version of the format written here. */
  public static final int VERSION = 2;

  /** The file's name in the directory of its run. */
  public static final String FILE_NAME = "load.json";

  /**
   * How long the events of a run took.
   *
   * @param kind {@code write-} for the time to the end of the write, {@code ack-} for the time to
   *     the acknowledgement; {@code …corrected} counts from the time an event was due, {@code
   *     …uncorrected} from the begin of its write
   * @param events recorded
   */
  public record Latency(
      String kind,
      long events,
      double p50Millis,
      double p90Millis,
      double p99Millis,
      double p999Millis,
      double maxMillis) {}

  /**
   * What the generator itself was up to: whatever is bad here is not the receiver's doing.
   *
   * @param cpuSharePercent of all its processors, in its worst seconds
   * @param gcSharePercent of the time, in its worst seconds
   * @param stoodStillSeconds the longest time for which the process did nothing at all
   * @param ownLatenessMillis the longest time by which an event was late that nothing but the
   *     process itself held up
   */
  public record Generator(
      double cpuSharePercent,
      double gcSharePercent,
      double stoodStillSeconds,
      double ownLatenessMillis) {}

  /** A result of which only what version 1 had is known. */
  public LoadResult(
      int version,
      String logproofVersion,
      String runId,
      long seed,
      long startedAtMillis,
      double seconds,
      List<String> targets,
      int connections,
      String tag,
      double targetBytesPerSecond,
      double achievedBytesPerSecond,
      long events,
      long bytes,
      long tracersAttempted,
      long reconnects,
      long resentEvents,
      double maxLatenessMillis,
      boolean valid,
      List<String> invalidReasons,
      String stopReason) {
    this(
        version,
        logproofVersion,
        runId,
        seed,
        startedAtMillis,
        seconds,
        targets,
        connections,
        tag,
        targetBytesPerSecond,
        achievedBytesPerSecond,
        events,
        bytes,
        tracersAttempted,
        reconnects,
        resentEvents,
        maxLatenessMillis,
        valid,
        invalidReasons,
        stopReason,
        List.of(),
        Optional.empty());
  }
}
