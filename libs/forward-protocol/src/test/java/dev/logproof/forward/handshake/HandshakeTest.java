package dev.logproof.forward.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;

/** Handshake frames are compatible with other implementations. */
class HandshakeTest {
  private static final Octets NONCE = Octets.of(new byte[] {(byte) 0xff, 0, '\n'});
  private static final Octets SALT = Octets.ofAscii("00112233445566778899aabbccddeeff");

  static Stream<HandshakeMessage> messages() {
    return Stream.of(
        new Helo(NONCE, Octets.EMPTY, true),
        new Helo(SALT, NONCE, false),
        new Ping("client.example", SALT, "d".repeat(128), "", ""),
        new Ping("客户", NONCE, "d".repeat(128), "user", "p".repeat(128)),
        new Pong(true, "", "server.example", "d".repeat(128)),
        Pong.refused("shared key mismatch ".repeat(20)));
  }

  private static ByteBuf encode(HandshakeMessage message) {
    return HandshakeCodec.encode(UnpooledByteBufAllocator.DEFAULT, message);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void decodesEncodedMessages(HandshakeMessage message) {
    ByteBuf bytes = encode(message);
    assertThat(HandshakeCodec.decode(bytes, 0)).isEqualTo(message);
    assertThat(bytes.release()).isTrue();
  }

  @Test
  void encodesMessagesPerSpecification() throws IOException {
    assertThat(json(new Helo(SALT, Octets.EMPTY, true)))
        .isEqualTo(
            "[\"HELO\",{\"nonce\":\"00112233445566778899aabbccddeeff\",\"auth\":\"\","
                + "\"keepalive\":true}]");
    assertThat(json(new Ping("h", SALT, "d", "u", "p")))
        .isEqualTo("[\"PING\",\"h\",\"00112233445566778899aabbccddeeff\",\"d\",\"u\",\"p\"]");
    assertThat(json(new Pong(true, "", "h", "d"))).isEqualTo("[\"PONG\",true,\"\",\"h\",\"d\"]");
  }

  private static String json(HandshakeMessage message) throws IOException {
    ByteBuf bytes = encode(message);
    try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(ByteBufUtil.getBytes(bytes))) {
      return unpacker.unpackValue().toJson();
    } finally {
      bytes.release();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "92a448454c4f83a56e6f6e6365a161a17880a461757468c0, 1 bytes, 0 bytes, true",
    "92a448454c4f82a56e6f6e6365c4026162a96b656570616c697665c2, 2 bytes, 0 bytes, false",
  })
  void decodesHeloWithoutOptionalFields(String hex, String nonce, String auth, boolean keepalive) {
    Helo helo = (Helo) decode(hex);
    assertThat(helo.nonce()).hasToString(nonce);
    assertThat(helo.auth()).hasToString(auth);
    assertThat(helo.keepalive()).isEqualTo(keepalive);
  }

  private static HandshakeMessage decode(String hex) {
    return HandshakeCodec.decode(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex)), 0);
  }

  @ParameterizedTest
  @CsvSource({
    "92a448454c4f80, HELO has no nonce",
    "92a448454c4f81a56e6f6e636501, expected nonce to be a string",
    "92a448454c4f01, expected the options of HELO to be a map",
    "95a4504f4e4701a0a0a0, expected the verdict of PONG to be true or false",
    "96a450494e4701a0a0a0a0, expected hostname to be a string",
    "95a450494e47a0a0a0a0, neither events nor HELO",
    "9201a0, expected the name of a handshake frame to be a string",
    "01, expected a handshake frame to be an array",
  })
  void rejectsInvalidHandshakeWithReason(String hex, String reason) {
    assertThatThrownBy(() -> decode(hex))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void omitsDigestsAndNoncesFromToString() {
    assertThat(new Ping("h", SALT, "secret", "u", "secret").toString()).doesNotContain("secret");
    assertThat(new Pong(true, "", "h", "secret").toString()).doesNotContain("secret");
    assertThat(NONCE).hasToString("3 bytes");
  }
}
