package dev.logproof.throughput.event;

/** Framing of events in the forward protocol. */
public enum Mode {
  MESSAGE,
  PACKED
}
