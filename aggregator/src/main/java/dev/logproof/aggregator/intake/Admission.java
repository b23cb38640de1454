package dev.logproof.aggregator.intake;

import dev.logproof.forward.handshake.HandshakeMessage;

/** Decides whether one client's events are accepted. Confined to its event loop. */
interface Admission {
  /** Admits the client without a handshake. */
  Admission OPEN =
      new Admission() {
        @Override
        public boolean isGranted() {
          return true;
        }

        @Override
        public void begin() {}

        @Override
        public void answer(HandshakeMessage message) {}

        @Override
        public void refuse(String reason) {}
      };

  /** Returns whether events are accepted now. */
  boolean isGranted();

  /** The connection is open. */
  void begin();

  /** Handles a message of the client's handshake. */
  void answer(HandshakeMessage message);

  /** Closes the connection. */
  void refuse(String reason);
}
