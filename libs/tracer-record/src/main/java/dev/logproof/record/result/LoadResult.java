package dev.logproof.record.result;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.List;
import java.util.Optional;

/**
 * Result of a load run: {@value #FILE_NAME} in the run's directory, and the last line of {@code
 * loadgen run --format json}.
 *
 * @param version format version, {@link #VERSION}
 * @param logproofVersion logproof version that wrote the file
 * @param runId run id of every tracer in the run
 * @param seed reproduces the run
 * @param startedAtMillis start of the schedule, milliseconds since the epoch
 * @param seconds from the start of the schedule to the last write
 * @param targets host:port of each requested receiver
 * @param connections number of sources, with one connection each
 * @param tag tag of the events
 * @param targetBytesPerSecond requested rate, in bytes of forward protocol on the wire
 * @param achievedBytesPerSecond written rate
 * @param events events written, including tracers
 * @param bytes bytes written, without resent ones
 * @param tracersAttempted tracers certainly written at least once
 * @param reconnects connections dialled again after an error
 * @param resentEvents events of frames that were written again after at least part of the frame had
 *     been handed over
 * @param maxLatenessMillis largest delay of a write after its intended time
 * @param valid false when the run allows no verdict
 * @param invalidReasons human-readable reasons; empty when valid
 * @param stopReason such as {@code duration} or {@code signal}
 * @param latencies percentiles of each recorded kind of latency; none in version 1
 * @param generator load of the generator itself; empty in version 1
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
  /** Format version that is written. */
  public static final int VERSION = 2;

  /** File name in the run's directory. */
  public static final String FILE_NAME = "load.json";

  /**
   * Latencies of a run's events.
   *
   * @param kind {@code write-} for the time to the end of the write, {@code ack-} for the time to
   *     the acknowledgement; {@code …corrected} counts from the time an event was due, {@code
   *     …uncorrected} from the start of its write
   * @param events number of events recorded
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
   * Resource use and delays of the generator itself; bad values here are not caused by the
   * receiver.
   *
   * @param cpuSharePercent share of all its processors, in its worst seconds
   * @param gcSharePercent share of the time, in its worst seconds
   * @param stoodStillSeconds longest pause of the whole process
   * @param ownLatenessMillis largest delay of an event that only the process itself caused
   */
  public record Generator(
      double cpuSharePercent,
      double gcSharePercent,
      double stoodStillSeconds,
      double ownLatenessMillis) {}

  /** Creates a result that has only the fields of version 1. */
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
