package dev.logproof.loadgen.measure;

/**
 * From when to when. Corrected ones count from the time an event was due, so that a sender that was
 * held up does not hide what that did to the events behind; uncorrected ones count from the time
 * its write began.
 */
public enum LatencyKind {
  /** From when it was due to the end of its write. */
  WRITE_CORRECTED("write-corrected"),
  /** From the begin of its write to the end. */
  WRITE_UNCORRECTED("write-uncorrected"),
  /** From when it was due to its acknowledgement. */
  ACK_CORRECTED("ack-corrected"),
  /** From the begin of its first write to its acknowledgement. */
  ACK_UNCORRECTED("ack-uncorrected");

  private final String tag;

  LatencyKind(String tag) {
    this.tag = tag;
  }

  /** Its name in files. */
  public String tag() {
    return tag;
  }
}
