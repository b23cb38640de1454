package dev.logproof.forward.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Digests equal those of {@code printf … | sha512sum}. */
class HandshakeDigestsTest {
  private static final Octets SALT = Octets.ofAscii("salt");
  private static final Octets NONCE = Octets.of(new byte[] {0, (byte) 0xff, 1});

  @Test
  void digestsSaltHostNonceAndKey() {
    assertThat(HandshakeDigests.sharedKey(SALT, "host", NONCE, "key"))
        .isEqualTo(
            "d868fe8b49fe3ff0b4c5bf724f7e52082dee44621767b2bfe624e5d2e4795b01"
                + "e5ba8d28d6033583de1a53614b70b787c85eb43eb90557f5b7ec906073df4c67");
  }

  @Test
  void digestsSaltUserAndPassword() {
    assertThat(HandshakeDigests.password(NONCE, "usér", "pass"))
        .isEqualTo(
            "2feb20b285e272ecc5e8092146a520be4b44e63644199f6e31e21b526c79da01"
                + "db94f30a6456b4b8600d65d7a5c1ea1aadbb5696063dd60fb0a3adc7f6a39681");
  }

  @Test
  void matchesOnlyEqualDigests() {
    String digest = HandshakeDigests.sharedKey(SALT, "host", NONCE, "key");
    assertThat(HandshakeDigests.matches(digest, digest)).isTrue();
    assertThat(HandshakeDigests.matches(digest, digest.substring(1))).isFalse();
    assertThat(HandshakeDigests.matches(digest, "")).isFalse();
    for (int i = 0; i < digest.length(); i++) {
      StringBuilder other = new StringBuilder(digest);
      other.setCharAt(i, 'x');
      assertThat(HandshakeDigests.matches(digest, other.toString())).isFalse();
    }
  }
}
