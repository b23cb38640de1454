package dev.logproof.loadgen.access;

import dev.logproof.forward.handshake.ClientIdentity;

/** How a client identifies itself. */
public sealed interface Credentials {
  /** The receiver does not ask. */
  record Anonymous() implements Credentials {}

  /** By the receiver's shared key, and a user if it asks for one. */
  record SharedKey(ClientIdentity identity) implements Credentials {}
}
