package dev.logproof.forward.handshake;

/**
 * {@code ["PONG", accepted, reason, hostname, shared key digest]}, from server to client. The text
 * form omits the digest, which is open to offline attacks.
 *
 * @param reason empty when the client is accepted
 * @param hostname of the server; empty when the client is refused
 * @param sharedKeyDigest empty when the client is refused
 */
public record Pong(boolean accepted, String reason, String hostname, String sharedKeyDigest)
    implements HandshakeMessage {

  /** Returns a frame that refuses the client. */
  public static Pong refused(String reason) {
    return new Pong(false, reason, "", "");
  }

  @Override
  public String toString() {
    return "Pong[accepted=" + accepted + ", reason=" + reason + ", hostname=" + hostname + "]";
  }
}
