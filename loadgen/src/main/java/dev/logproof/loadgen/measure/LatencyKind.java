package dev.logproof.loadgen.measure;

/**
 * Corrected latencies start when an event is due, so that they include the delay a stalled sender
 * causes to later events (coordinated omission). Uncorrected ones start with the event's first
 * write.
 */
public enum LatencyKind {
  WRITE_CORRECTED("write-corrected"),
  WRITE_UNCORRECTED("write-uncorrected"),
  ACK_CORRECTED("ack-corrected"),
  ACK_UNCORRECTED("ack-uncorrected");

  private final String tag;

  LatencyKind(String tag) {
    this.tag = tag;
  }

  /** Name in files. */
  public String tag() {
    return tag;
  }
}
