package dev.logproof.aggregator.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.forward.handshake.HandshakeDigests;
import dev.logproof.forward.handshake.Helo;
import dev.logproof.forward.handshake.Octets;
import dev.logproof.forward.handshake.Ping;
import dev.logproof.forward.handshake.Pong;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The handshake admits authorized clients and tells others the reason. */
class HandshakeTest {
  private static final Octets SALT = Octets.ofAscii("salt");
  private static final AccessRules.Client OFFICE =
      new AccessRules.Client(
          List.of(Network.parse("10.0.0.0/8")), Secret.of("office"), Set.of("ann"));

  @Test
  void acceptsRightKeyAndProvesOwnKnowledge() {
    Handshake handshake = handshake(rules(false, true), "192.0.2.1");
    Helo helo = handshake.helo();
    Pong pong = handshake.answer(ping(helo, "key", "", ""));
    assertThat(pong.accepted()).isTrue();
    assertThat(pong.sharedKeyDigest())
        .isEqualTo(HandshakeDigests.sharedKey(SALT, "server", helo.nonce(), "key"));
    assertThat(handshake.passed()).isTrue();
  }

  @Test
  void rejectsWrongKeyAndSecondAttempt() {
    Handshake handshake = handshake(rules(false, true), "192.0.2.1");
    Pong pong = handshake.answer(ping(handshake.helo(), "guess", "", ""));
    assertThat(pong).isEqualTo(Pong.refused("shared_key mismatch"));
    Pong again = handshake.answer(ping(handshake.helo(), "key", "", ""));
    assertThat(again.accepted()).isFalse();
    assertThat(handshake.passed()).isFalse();
  }

  @Test
  void acceptsUserOnlyWithRightPassword() {
    assertThat(answer("192.0.2.1", "key", "ann", "secret").accepted()).isTrue();
    assertThat(answer("192.0.2.1", "key", "ann", "guess").reason())
        .isEqualTo("username/password mismatch");
    assertThat(answer("192.0.2.1", "key", "eve", "").reason())
        .isEqualTo("username/password mismatch");
  }

  @Test
  void appliesKeyAndUsersOfClientRule() {
    assertThat(answer("10.1.2.3", "office", "ann", "secret").accepted()).isTrue();
    assertThat(answer("10.1.2.3", "key", "ann", "secret").reason())
        .isEqualTo("shared_key mismatch");
    assertThat(answer("10.1.2.3", "office", "bob", "builder").reason())
        .isEqualTo("username/password mismatch");
    assertThat(answer("192.0.2.1", "key", "bob", "builder").accepted()).isTrue();
  }

  @Test
  void rejectsClientWithoutRuleWhenAnonymousIsDenied() {
    Handshake handshake = handshake(rules(false, false), "192.0.2.1");
    assertThat(handshake.answer(ping(handshake.helo(), "key", "", "")).reason())
        .isEqualTo("anonymous source host '192.0.2.1' denied");
  }

  @Test
  void omitsSecretsFromToString() {
    assertThat(rules(true, true).toString()).doesNotContain("key]", "office", "secret", "builder");
  }

  private static Pong answer(String address, String key, String user, String password) {
    Handshake handshake = handshake(rules(true, true), address);
    return handshake.answer(ping(handshake.helo(), key, user, password));
  }

  private static AccessRules rules(boolean userAuth, boolean anonymous) {
    return new AccessRules(
        "server",
        Secret.of("key"),
        userAuth,
        anonymous,
        Map.of("ann", Secret.of("secret"), "bob", Secret.of("builder")),
        List.of(OFFICE));
  }

  private static Handshake handshake(AccessRules rules, String address) {
    try {
      return new Handshake(rules, InetAddress.getByName(address), new Random(1));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Ping ping(Helo helo, String key, String user, String password) {
    return new Ping(
        "client",
        SALT,
        HandshakeDigests.sharedKey(SALT, "client", helo.nonce(), key),
        user,
        user.isEmpty() ? "" : HandshakeDigests.password(helo.auth(), user, password));
  }
}
