package dev.logproof.forward.decode;

/** Reason why an event is invalid. Only that event is dropped. */
public enum EventFlaw {
  NONE("no flaw"),
  TAG("its tag is not a string"),
  ENTRY("it is not a [time, record] array"),
  TIME("its time is not a number of seconds, an EventTime or a MessagePack timestamp"),
  RECORD("its record is not a map"),
  DEPTH("its record is nested too deeply"),
  /** Fluent Bit's marker, with a time of -1 or -2. */
  GROUP_MARKER("it is not a log but marks the start or end of a group of logs"),
  SIGNAL("it is not a log but metrics or traces (option fluent_signal)"),
  UNREADABLE("it cannot be read");

  private final String reason;

  EventFlaw(String reason) {
    this.reason = reason;
  }

  /** Returns a clause that follows a mention of the event. */
  public String reason() {
    return reason;
  }
}
