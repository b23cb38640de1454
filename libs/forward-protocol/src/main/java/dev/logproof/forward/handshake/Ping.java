package dev.logproof.forward.handshake;

/**
 * {@code ["PING", hostname, salt, shared key digest, user, password digest]}, from client to
 * server. The text form omits the digests, which are open to offline attacks.
 *
 * @param user empty when the server asks for none
 * @param passwordDigest empty without a user
 */
public record Ping(
    String hostname, Octets salt, String sharedKeyDigest, String user, String passwordDigest)
    implements HandshakeMessage {

  @Override
  public String toString() {
    return "Ping[hostname=" + hostname + ", user=" + user + "]";
  }
}
