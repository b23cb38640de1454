package dev.logproof.loadgen.measure;

/**
 * Start and end of a latency. Corrected latencies start when an event is due, so that they include
 * the delay a stalled sender causes to later events (coordinated omission). Uncorrected ones start
 * when the write of the event starts.
 */
public enum LatencyKind {
  /** From the due time to the end of the write. */
  WRITE_CORRECTED("write-corrected"),
  /** From the start of the write to its end. */
  WRITE_UNCORRECTED("write-uncorrected"),
  /** From the due time to the acknowledgement. */
  ACK_CORRECTED("ack-corrected"),
  /** From the start of the first write to the acknowledgement. */
  ACK_UNCORRECTED("ack-uncorrected");

  private final String tag;

  LatencyKind(String tag) {
    this.tag = tag;
  }

  /** Name of the kind in files. */
  public String tag() {
    return tag;
  }
}
