package dev.logproof.aggregator.access;

/** Clients that a forward input admits: by its {@code <security>} section, else all. */
public sealed interface Security permits Security.Open, AccessRules {
  /** No section: admits every client without a handshake. */
  Security OPEN = new Open();

  /** Has no settings. */
  record Open() implements Security {}
}
