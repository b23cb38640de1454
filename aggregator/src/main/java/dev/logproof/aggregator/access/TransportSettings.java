package dev.logproof.aggregator.access;

/** The {@code <transport>} section of an input. */
public sealed interface TransportSettings permits TransportSettings.PlainTcp, TlsSettings {
  /** No section, or {@code <transport tcp>}. */
  TransportSettings TCP = new PlainTcp();

  /** Has no settings. */
  record PlainTcp() implements TransportSettings {}
}
