package dev.logproof.loadgen.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * One line of {@code --events}. The first is {@link Started}, which carries the format version; new
 * fields do not change it. {@code atMillis} is in milliseconds since the epoch.
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
  int VERSION = 1;

  /**
   * The process is about to dial.
   *
   * @param targetBytesPerSecond average over the schedule
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
   * All handshakes are complete.
   *
   * @param dials connections of the source so far
   */
  record Connected(long atMillis, int source, String target, long dials) implements RunEvent {}

  /**
   * A connection was closed or lost.
   *
   * @param reason such as {@code done}, or an error message
   */
  record Disconnected(long atMillis, int source, String target, String reason)
      implements RunEvent {}

  /**
   * A stage begins.
   *
   * @param stage counted from 1
   * @param bytesPerSecond rate of the whole run at its end
   */
  record StageChanged(
      long atMillis,
      double elapsedSeconds,
      int stage,
      double durationSeconds,
      double bytesPerSecond)
      implements RunEvent {}

  /**
   * Reports about once per second. Rates, lateness, CPU and garbage collection cover this second;
   * counts are cumulative.
   *
   * @param elapsedSeconds since the start of the schedule
   * @param messages events written
   * @param acked frames acknowledged
   * @param noticesDropped run events dropped
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
