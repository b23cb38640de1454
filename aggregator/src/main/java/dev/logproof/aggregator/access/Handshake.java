package dev.logproof.aggregator.access;

import dev.logproof.forward.handshake.HandshakeDigests;
import dev.logproof.forward.handshake.Helo;
import dev.logproof.forward.handshake.Octets;
import dev.logproof.forward.handshake.Ping;
import dev.logproof.forward.handshake.Pong;
import java.net.InetAddress;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Server side of the handshake of one connection. A refusal does not reveal whether the user or the
 * password was wrong. Confined to its event loop.
 */
public final class Handshake {
  private static final int NONCE_BYTES = 16;

  private final AccessRules rules;
  private final InetAddress peer;
  private final Octets nonce;
  private final Octets auth;
  private HandshakeState state = HandshakeState.WAITING;

  private enum HandshakeState {
    WAITING,
    PASSED,
    REFUSED
  }

  /**
   * Creates the handshake with {@code peer}.
   *
   * @param random cryptographic except in tests
   */
  public Handshake(AccessRules rules, InetAddress peer, RandomGenerator random) {
    this.rules = rules;
    this.peer = peer;
    this.nonce = octets(random);
    this.auth = rules.userAuth() ? octets(random) : Octets.EMPTY;
  }

  private static Octets octets(RandomGenerator random) {
    byte[] bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    return Octets.of(bytes);
  }

  /** Returns the server's first frame. */
  public Helo helo() {
    return new Helo(nonce, auth, true);
  }

  /** Returns whether the client has authenticated. */
  public boolean passed() {
    return state == HandshakeState.PASSED;
  }

  /** Verifies PING and returns the response; refuses any further PING. */
  public Pong answer(Ping ping) {
    Optional<String> refusal =
        state == HandshakeState.WAITING ? refusal(ping) : Optional.of("handshake is over");
    state = refusal.isEmpty() ? HandshakeState.PASSED : HandshakeState.REFUSED;
    return refusal.map(Pong::refused).orElseGet(() -> accepted(ping));
  }

  private Pong accepted(Ping ping) {
    String self = rules.selfHostname();
    String digest = HandshakeDigests.sharedKey(ping.salt(), self, nonce, key().reveal());
    return new Pong(true, "", self, digest);
  }

  private Optional<String> refusal(Ping ping) {
    if (!rules.admits(peer)) {
      return Optional.of("anonymous source host '" + peer.getHostAddress() + "' denied");
    }
    String expected =
        HandshakeDigests.sharedKey(ping.salt(), ping.hostname(), nonce, key().reveal());
    if (!HandshakeDigests.matches(expected, ping.sharedKeyDigest())) {
      return Optional.of("shared_key mismatch");
    }
    return rules.userAuth() && !isUser(ping)
        ? Optional.of("username/password mismatch")
        : Optional.empty();
  }

  /** Also digests for unknown users, so that timing does not reveal them. */
  private boolean isUser(Ping ping) {
    boolean known =
        rules.users().containsKey(ping.user())
            && rules
                .client(peer)
                .map(client -> client.users().isEmpty() || client.users().contains(ping.user()))
                .orElse(true);
    Secret password = rules.users().getOrDefault(ping.user(), Secret.of(""));
    String expected = HandshakeDigests.password(auth, ping.user(), password.reveal());
    return HandshakeDigests.matches(expected, ping.passwordDigest()) && known;
  }

  private Secret key() {
    return rules
        .client(peer)
        .map(AccessRules.Client::sharedKey)
        .filter(Secret::isGiven)
        .orElse(rules.sharedKey());
  }
}
