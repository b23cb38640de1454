package dev.logproof.loadgen.notice;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * One line of {@code --events}. The first is {@link Started}, which has the version of the format;
 * fields may be added without a new one. Times {@code atMillis} are milliseconds since the epoch.
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
  /** The version of the format. */
  int VERSION = 1;

  /**
   * The process is about to dial.
   *
   * @param version of the format, {@link #VERSION}
   * @param connections how many sources this process sends
   * @param targetBytesPerSecond their average over the schedule
   * @param durationSeconds of the schedule
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
   * A source has a connection, hands shaken.
   *
   * @param dials how many it has had by now
   */
  record Connected(long atMillis, int source, String target, long dials) implements RunEvent {}

  /**
   * A source has left its connection.
   *
   * @param reason such as {@code done} or what the system said
   */
  record Disconnected(long atMillis, int source, String target, String reason)
      implements RunEvent {}

  /**
   * A stage of the schedule begins; a constant rate is one stage.
   *
   * @param stage number, from 1
   * @param bytesPerSecond of the whole run at the end of the stage
   */
  record StageChanged(
      long atMillis,
      double elapsedSeconds,
      int stage,
      double durationSeconds,
      double bytesPerSecond)
      implements RunEvent {}

  /**
   * About a second has passed.
   *
   * @param elapsedSeconds since the start of the schedule
   * @param targetBytesPerSecond due in this second
   * @param achievedBytesPerSecond written in this second
   * @param messages events written so far
   * @param bytes of them
   * @param connectionsOpen at this moment
   * @param reconnects so far
   * @param acked frames acknowledged so far
   * @param maxLatenessMillis of the events written in this second, against the schedule
   * @param cpuCores that this process used in this second
   * @param gcMillis that it spent on garbage in this second
   * @param noticesDropped so far, because whoever reads them was too slow
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

  /** No more events become due. */
  record Stopping(long atMillis, String reason) implements RunEvent {}

  /** The last line; load.json is written. */
  record Finished(long atMillis, String stopReason, boolean valid, List<String> invalidReasons)
      implements RunEvent {}
}
