package dev.logproof.forward.handshake;

/**
 * What a client proves itself with. Never printed whole. Immutable.
 *
 * @param hostname what the client calls itself; the server refuses its own name
 * @param sharedKey that both sides know
 * @param user empty when the server asks for none
 * @param password of the user
 */
public record ClientIdentity(String hostname, String sharedKey, String user, String password) {
  @Override
  public String toString() {
    return "ClientIdentity[hostname=" + hostname + ", user=" + user + "]";
  }
}
