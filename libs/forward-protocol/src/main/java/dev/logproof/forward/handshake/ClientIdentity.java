package dev.logproof.forward.handshake;

/**
 * A client's credentials. Never printed in full. Immutable.
 *
 * @param hostname name the client gives itself; the server refuses its own name
 * @param sharedKey key that both sides know
 * @param user empty when the server asks for none
 * @param password password of the user
 */
public record ClientIdentity(String hostname, String sharedKey, String user, String password) {
  @Override
  public String toString() {
    return "ClientIdentity[hostname=" + hostname + ", user=" + user + "]";
  }
}
