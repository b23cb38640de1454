package dev.logproof.forward.handshake;

/**
 * {@code ["PONG", accepted, reason, hostname, shared key digest]}, from server to client. The
 * digest is left out of its text, as it can be attacked off-line.
 *
 * @param reason why the client is refused; empty when it is accepted
 * @param hostname of the server; empty when the client is refused
 * @param sharedKeyDigest proves that the server knows the key, see {@link
 *     HandshakeDigests#sharedKey}; empty when the client is refused
 */
public record Pong(boolean accepted, String reason, String hostname, String sharedKeyDigest)
    implements HandshakeMessage {

  /** Refuses a client. */
  public static Pong refused(String reason) {
    return new Pong(false, reason, "", "");
  }

  @Override
  public String toString() {
    return "Pong[accepted=" + accepted + ", reason=" + reason + ", hostname=" + hostname + "]";
  }
}
