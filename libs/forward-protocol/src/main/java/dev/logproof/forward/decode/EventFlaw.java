package dev.logproof.forward.decode;

/** Reason why an event in a readable frame is invalid. Only that event is dropped. */
public enum EventFlaw {
  /** The event is valid. */
  NONE("no flaw"),
  /** The tag of the frame is no string. */
  TAG("its tag is not a string"),
  /** The entry is not a pair of time and record. */
  ENTRY("it is not a [time, record] array"),
  /** The time has no accepted form or is out of range. */
  TIME("its time is not a number of seconds, an EventTime or a MessagePack timestamp"),
  /** The record is no map. */
  RECORD("its record is not a map"),
  /** The record or metadata is nested too deep. */
  DEPTH("its record is nested too deeply"),
  /** The event marks the start or end of a Fluent Bit group, with a time of -1 or -2. */
  GROUP_MARKER("it is not a log but marks the start or end of a group of logs"),
  /** The frame carries metrics or traces. */
  SIGNAL("it is not a log but metrics or traces (option fluent_signal)"),
  /** The bytes do not match the encoding of the frame. */
  UNREADABLE("it cannot be read");

  private final String reason;

  EventFlaw(String reason) {
    this.reason = reason;
  }

  /** Returns the reason in words that follow a mention of the event. */
  public String reason() {
    return reason;
  }
}
