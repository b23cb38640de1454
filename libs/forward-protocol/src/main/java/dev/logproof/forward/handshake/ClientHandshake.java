package dev.logproof.forward.handshake;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The client's side of a handshake: responds to HELO with PING, and checks that PONG proves
 * knowledge of the key. Does no I/O. Confined to one thread.
 */
public final class ClientHandshake {
  private static final int SALT_BYTES = 16;

  private final ClientIdentity identity;
  private final Octets salt;
  private Octets nonce = Octets.EMPTY;

  /**
   * Creates a handshake.
   *
   * @param random source of the salt; cryptographically secure except in tests
   */
  public ClientHandshake(ClientIdentity identity, RandomGenerator random) {
    byte[] bytes = new byte[SALT_BYTES];
    random.nextBytes(bytes);
    this.identity = identity;
    this.salt = Octets.of(HexFormat.of().formatHex(bytes).getBytes(US_ASCII));
  }

  /** Returns the response; names the user only if the server asks for one. */
  public Ping answer(Helo helo) {
    nonce = helo.nonce();
    String digest =
        HandshakeDigests.sharedKey(salt, identity.hostname(), nonce, identity.sharedKey());
    return helo.auth().isEmpty()
        ? new Ping(identity.hostname(), salt, digest, "", "")
        : new Ping(
            identity.hostname(),
            salt,
            digest,
            identity.user(),
            HandshakeDigests.password(helo.auth(), identity.user(), identity.password()));
  }

  /** Returns why the connection must not be used; empty when both sides are authenticated. */
  public Optional<String> refusal(Pong pong) {
    if (!pong.accepted()) {
      return Optional.of("the receiver refused the handshake: " + pong.reason());
    }
    String expected =
        HandshakeDigests.sharedKey(salt, pong.hostname(), nonce, identity.sharedKey());
    return HandshakeDigests.matches(expected, pong.sharedKeyDigest())
        ? Optional.empty()
        : Optional.of("the receiver accepted, but did not prove that it knows the shared key");
  }
}
