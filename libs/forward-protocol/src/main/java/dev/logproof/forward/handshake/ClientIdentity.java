package dev.logproof.forward.handshake;

/**
 * A client's credentials, never printed in full.
 *
 * @param hostname the server refuses its own name
 * @param user empty when the server asks for none
 */
public record ClientIdentity(String hostname, String sharedKey, String user, String password) {
  @Override
  public String toString() {
    return "ClientIdentity[hostname=" + hostname + ", user=" + user + "]";
  }
}
