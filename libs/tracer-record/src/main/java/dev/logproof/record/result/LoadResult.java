package dev.logproof.record.result;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.List;
import java.util.Optional;

/**
 * Result of a load run: {@value #FILE_NAME}, and the last line of {@code loadgen run --format
 * json}.
 *
 * @param startedAtMillis start of the schedule, since the epoch
 * @param seconds from the start of the schedule to the last write
 * @param targets host:port each
 * @param connections one per source
 * @param targetBytesPerSecond in bytes of forward protocol on the wire
 * @param events including tracers
 * @param bytes without resent ones
 * @param tracersAttempted certainly written at least once
 * @param resentEvents of frames written again after at least part had been handed over
 * @param maxLatenessMillis of a write after its intended time
 * @param valid false when the run allows no verdict
 * @param latencies none in version 1
 * @param generator empty in version 1
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
  public static final int VERSION = 2;

  public static final String FILE_NAME = "load.json";

  /**
   * Latencies of a run's events.
   *
   * @param kind {@code write-} until the end of the write, {@code ack-} until the acknowledgement;
   *     {@code …corrected} from the time an event was due, {@code …uncorrected} from the start of
   *     its write
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
   * Resource use and delays that the generator itself causes.
   *
   * @param cpuSharePercent of all its processors, in its worst seconds
   * @param gcSharePercent of the time, in its worst seconds
   * @param stoodStillSeconds longest pause of the process
   * @param ownLatenessMillis largest delay that only the process itself caused
   */
  public record Generator(
      double cpuSharePercent,
      double gcSharePercent,
      double stoodStillSeconds,
      double ownLatenessMillis) {}
}
