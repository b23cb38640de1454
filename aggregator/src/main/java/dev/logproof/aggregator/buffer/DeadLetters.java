package dev.logproof.aggregator.buffer;

/** Where an event goes that can never be delivered. Thread-safe. */
public interface DeadLetters {
  /** Keeps {@code event}, the bytes as they were, and why it could not be delivered. */
  void keep(String reason, byte[] event);
}
