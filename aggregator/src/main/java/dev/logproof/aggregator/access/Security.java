package dev.logproof.aggregator.access;

/** Whom a forward input admits: the {@code <security>} section, or everyone without one. */
public sealed interface Security permits Security.Open, AccessRules {
  /** No section: admits every client without a handshake. */
  Security OPEN = new Open();

  /** Has no settings. */
  record Open() implements Security {}
}
