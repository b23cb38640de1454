package dev.logproof.record.result;

import java.util.List;

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
 * @param resentEvents events written a second time after an error
 * @param maxLatenessMillis longest time by which an event was written after its intended time
 * @param valid false when no verdict may rest on the run
 * @param invalidReasons why not, for people; empty when valid
 * @param stopReason such as {@code duration} or {@code signal}
 */
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
    String stopReason) {
  /** The version of the format written here. */
  public static final int VERSION = 1;

  /** The file's name in the directory of its run. */
  public static final String FILE_NAME = "load.json";
}
