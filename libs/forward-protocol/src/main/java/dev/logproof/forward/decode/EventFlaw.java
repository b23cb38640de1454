package dev.logproof.forward.decode;

/** What is wrong with an event in a frame that can be read. Only that event is dropped. */
public enum EventFlaw {
  /** Nothing. */
  NONE("nothing is wrong"),
  /** The tag of its frame is no string. */
  TAG("its tag is no string"),
  /** It has not the shape of an event. */
  ENTRY("it is no [time, record]"),
  /** Its time is none of the accepted forms, or beyond their range. */
  TIME("its time is no number of seconds, EventTime or MessagePack timestamp"),
  /** Its record is no map. */
  RECORD("its record is no map"),
  /** Its record or metadata is nested too deep. */
  DEPTH("its record is nested too deep"),
  /** It begins or ends a group of Fluent Bit, whose time is -1 or -2. */
  GROUP_MARKER("it is no log but marks where a group of logs begins or ends"),
  /** Its frame carries metrics or traces. */
  SIGNAL("it is no log but metrics or traces (option fluent_signal)"),
  /** The bytes where it should be are not the encoding of its frame. */
  UNREADABLE("it cannot be read");

  private final String reason;

  EventFlaw(String reason) {
    this.reason = reason;
  }

  /** The flaw in words that follow the mention of an event. */
  public String reason() {
    return reason;
  }
}
