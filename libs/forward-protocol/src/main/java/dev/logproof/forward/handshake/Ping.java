package dev.logproof.forward.handshake;

/**
 * {@code ["PING", hostname, salt, shared key digest, user, password digest]}, from client to
 * server. Digests are left out of its text, as they can be attacked off-line.
 *
 * @param salt of the shared key digests, in this frame and in the answer
 * @param sharedKeyDigest see {@link HandshakeDigests#sharedKey}
 * @param user empty when the server does not ask for users
 * @param passwordDigest see {@link HandshakeDigests#password}; empty without a user
 */
public record Ping(
    String hostname, Octets salt, String sharedKeyDigest, String user, String passwordDigest)
    implements HandshakeMessage {

  @Override
  public String toString() {
    return "Ping[hostname=" + hostname + ", user=" + user + "]";
  }
}
