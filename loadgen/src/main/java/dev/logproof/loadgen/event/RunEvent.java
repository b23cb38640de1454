package dev.logproof.loadgen.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * A run event: one line of {@code --events}. The first line is {@link Started}, which carries the
 * format version; new fields do not change it. {@code atMillis} is in milliseconds since the epoch.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = RunEvent.Started.class, name = "started"),
  @JsonSubTypes.Type(value = RunEvent.Connected.class, name = "connected"),
  @JsonSubTypes.Type(value = RunEvent.Disconnected.class, name = "disconnected"),
  @JsonSubTypes.Type(value = RunEvent.StageChanged.class, name = "stage-changed"),
  @JsonSubTypes.Type(value = RunEvent.Second.class, name = "second"),
  @JsonSubTypes.Type(value = RunEvent.Stopping.class, name = "stopping"),
  @JsonSubTypes.Type(value = RunEvent.Finished.class, name = "finished")
})
public sealed interface RunEvent {
  /** Version of the format. */
  int VERSION = 1;

  /**
   * The process is about to dial.
   *
   * @param version of the format, {@link #VERSION}
   * @param connections number of sources that this process sends
   * @param targetBytesPerSecond average rate over the schedule
   * @param durationSeconds length of the schedule
   */
  record Started(
      int version,
      long atMillis,
      String logproofVersion,
      String runId,
      long seed,
      List<String> targets,
      int connections,
      double targetBytesPerSecond,
      double durationSeconds)
      implements RunEvent {}

  /**
   * A source is connected and all handshakes are complete.
   *
   * @param dials connections of the source so far
   */
  record Connected(long atMillis, int source, String target, long dials) implements RunEvent {}

  /**
   * A source has closed or lost its connection.
   *
   * @param reason such as {@code done}, or the system's error message
   */
  record Disconnected(long atMillis, int source, String target, String reason)
      implements RunEvent {}

  /**
   * A stage of the schedule begins; a constant rate is a single stage.
   *
   * @param stage counted from 1
   * @param bytesPerSecond rate of the whole run at the end of the stage
   */
  record StageChanged(
      long atMillis,
      double elapsedSeconds,
      int stage,
      double durationSeconds,
      double bytesPerSecond)
      implements RunEvent {}

  /**
   * Reports about once per second.
   *
   * @param elapsedSeconds since the start of the schedule
   * @param targetBytesPerSecond due in this second
   * @param achievedBytesPerSecond written in this second
   * @param messages events written so far
   * @param bytes of these events
   * @param connectionsOpen at this moment
   * @param reconnects so far
   * @param acked frames acknowledged so far
   * @param maxLatenessMillis greatest lateness of the events written in this second
   * @param cpuCores used by this process in this second
   * @param gcMillis garbage collection in this second
   * @param noticesDropped run events dropped so far because their reader was too slow
   */
  record Second(
      long atMillis,
      double elapsedSeconds,
      double targetBytesPerSecond,
      double achievedBytesPerSecond,
      long messages,
      long bytes,
      long connectionsOpen,
      long reconnects,
      long acked,
      double maxLatenessMillis,
      double cpuCores,
      long gcMillis,
      long noticesDropped)
      implements RunEvent {}

  /** The schedule has ended; no more events become due. */
  record Stopping(long atMillis, String reason) implements RunEvent {}

  /** The last line; load.json is complete. */
  record Finished(long atMillis, String stopReason, boolean valid, List<String> invalidReasons)
      implements RunEvent {}
}
