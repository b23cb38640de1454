package dev.logproof.forward.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client accepts only servers that prove they know the key. */
class ClientHandshakeTest {
  private static final Octets NONCE = Octets.of(new byte[] {1, -2, 3});
  private static final Octets AUTH = Octets.ofAscii("salt");

  private final ClientHandshake client =
      new ClientHandshake(
          new ClientIdentity("client", "key", "ann", "pass"), new SplittableRandom(1));

  @Test
  void sendsDigestsOfSpecification() {
    Ping ping = client.answer(new Helo(NONCE, AUTH, true));
    assertThat(ping.sharedKeyDigest())
        .isEqualTo(HandshakeDigests.sharedKey(ping.salt(), "client", NONCE, "key"));
    assertThat(ping.user()).isEqualTo("ann");
    assertThat(ping.passwordDigest()).isEqualTo(HandshakeDigests.password(AUTH, "ann", "pass"));
    assertThat(ping.salt().length()).isEqualTo(32);
  }

  @Test
  void sendsUserOnlyWhenServerAsks() {
    Ping ping = client.answer(new Helo(NONCE, Octets.EMPTY, true));
    assertThat(ping.user()).isEmpty();
    assertThat(ping.passwordDigest()).isEmpty();
  }

  @Test
  void acceptsServerThatProvesKey() {
    Ping ping = client.answer(new Helo(NONCE, AUTH, true));
    assertThat(client.refusal(pong(ping, "key"))).isEmpty();
  }

  @Test
  void rejectsServerThatDoesNotProveKey() {
    Ping ping = client.answer(new Helo(NONCE, AUTH, true));
    assertThat(client.refusal(pong(ping, "other")).orElseThrow()).contains("did not prove");
  }

  @Test
  void reportsReasonOfRefusal() {
    assertThat(client.refusal(Pong.refused("shared_key mismatch")).orElseThrow())
        .contains("refused", "shared_key mismatch");
  }

  @Test
  void omitsSecretsFromToString() {
    assertThat(new ClientIdentity("h", "secret", "ann", "secret").toString())
        .contains("ann")
        .doesNotContain("secret");
  }

  @Test
  void completesFrameWithLastByte() {
    ByteBuf bytes =
        HandshakeCodec.encode(UnpooledByteBufAllocator.DEFAULT, new Helo(NONCE, AUTH, true));
    for (int length = 0; length < bytes.writerIndex(); length++) {
      assertThat(HandshakeCodec.isWhole(bytes.slice(0, length), 0)).isFalse();
    }
    assertThat(HandshakeCodec.isWhole(bytes, 0)).isTrue();
    bytes.release();
  }

  @ParameterizedTest
  @ValueSource(strings = {"c1", "92c1"})
  void rejectsInvalidFrameAtOnce(String hex) {
    ByteBuf bytes = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex));
    assertThatThrownBy(() -> HandshakeCodec.isWhole(bytes, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not msgpack");
  }

  private static Pong pong(Ping ping, String key) {
    return new Pong(
        true, "", "server", HandshakeDigests.sharedKey(ping.salt(), "server", NONCE, key));
  }
}
