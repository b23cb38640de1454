package dev.logproof.loadgen.access;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.forward.handshake.ClientIdentity;
import dev.logproof.forward.handshake.HandshakeCodec;
import dev.logproof.forward.handshake.HandshakeDigests;
import dev.logproof.forward.handshake.HandshakeMessage;
import dev.logproof.forward.handshake.Helo;
import dev.logproof.forward.handshake.Octets;
import dev.logproof.forward.handshake.Ping;
import dev.logproof.forward.handshake.Pong;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests right keys, wrong keys and protocol violations. */
class SharedKeyExchangeTest {
  private static final Octets NONCE = Octets.of(new byte[] {9, -8, 7});
  private static final Octets AUTH = Octets.ofAscii("auth");
  private static final ClientIdentity IDENTITY =
      new ClientIdentity("loadgen", "key", "ann", "pass");
  private static final int TIME_LIMIT_MILLIS = 20_000;

  /** Returns the bytes after the handshake. */
  private static String receive(Socket socket, String key) throws IOException {
    InputStream in = socket.getInputStream();
    send(socket, new Helo(NONCE, AUTH, true));
    ByteBuf frame = Unpooled.buffer();
    while (!HandshakeCodec.isWhole(frame, 0)) {
      frame.writeByte(in.read());
    }
    Ping ping = (Ping) HandshakeCodec.decode(frame, 0);
    boolean knows =
        ping.sharedKeyDigest()
                .equals(HandshakeDigests.sharedKey(ping.salt(), "loadgen", NONCE, key))
            && ping.passwordDigest().equals(HandshakeDigests.password(AUTH, "ann", "pass"));
    String proof = HandshakeDigests.sharedKey(ping.salt(), "server", NONCE, key);
    send(socket, knows ? new Pong(true, "", "server", proof) : Pong.refused("shared_key mismatch"));
    return new String(in.readAllBytes(), US_ASCII);
  }

  private static void send(Socket socket, HandshakeMessage message) throws IOException {
    ByteBuf bytes = HandshakeCodec.encode(UnpooledByteBufAllocator.DEFAULT, message);
    socket.getOutputStream().write(ByteBufUtil.getBytes(bytes));
    bytes.release();
  }

  private static void shakeHands(TestReceiver<?> receiver, int maxMillis) throws IOException {
    try (Link link = PlainLink.to(receiver.address())) {
      SharedKeyExchange.within(maxMillis, link).run(IDENTITY);
      link.write(ByteBuffer.wrap("events".getBytes(US_ASCII)));
    }
  }

  @Test
  void sendsEventsAfterHandshake() throws Exception {
    try (TestReceiver<String> receiver = TestReceiver.plain(socket -> receive(socket, "key"))) {
      shakeHands(receiver, TIME_LIMIT_MILLIS);
      assertThat(receiver.outcome()).isEqualTo("events");
    }
  }

  @Test
  void reportsRefusalReasonOfReceiver() throws Exception {
    try (TestReceiver<String> receiver = TestReceiver.plain(socket -> receive(socket, "other"))) {
      assertThatThrownBy(() -> shakeHands(receiver, TIME_LIMIT_MILLIS))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("shared_key mismatch")
          .hasMessageContaining("--shared-key");
    }
  }

  @Test
  void timesOutOnSilentReceiver() throws Exception {
    try (TestReceiver<Integer> receiver =
        TestReceiver.plain(socket -> socket.getInputStream().read())) {
      assertThatThrownBy(() -> shakeHands(receiver, 50))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("within 50 ms")
          .hasMessageContaining("HELO");
      assertThat(receiver.outcome()).isEqualTo(-1);
    }
  }

  /** Sends {@code hex} and zeros, then reads one byte. */
  private static TestReceiver<Integer> sending(String hex, int zeros) throws IOException {
    return TestReceiver.plain(
        socket -> {
          socket.getOutputStream().write(ByteBufUtil.decodeHexDump(hex));
          socket.getOutputStream().write(new byte[zeros]);
          return socket.getInputStream().read();
        });
  }

  @Test
  void timesOutOnIncompleteHandshake() throws Exception {
    try (TestReceiver<Integer> receiver = sending("92a448454c4fdf7fffffff", 0)) {
      assertThatThrownBy(() -> shakeHands(receiver, 50)).isInstanceOf(RefusedException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "c1, not msgpack",
    "95a4504f4e47c3a0a0a0, sent Pong where Helo was expected",
    "92a448454c4f80, HELO has no nonce",
    "'', closed the connection"
  })
  void namesReasonOfMalformedHandshake(String hex, String reason) throws Exception {
    try (TestReceiver<String> receiver =
        TestReceiver.plain(
            socket -> {
              socket.getOutputStream().write(ByteBufUtil.decodeHexDump(hex));
              socket.shutdownOutput();
              return "" + socket.getInputStream().read();
            })) {
      assertThatThrownBy(() -> shakeHands(receiver, TIME_LIMIT_MILLIS))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining(reason);
    }
  }

  @Test
  void rejectsHandshakeAboveLimit() throws Exception {
    try (TestReceiver<Integer> receiver =
        sending("92a448454c4fc600ffffff", HandshakeCodec.MAX_BYTES)) {
      assertThatThrownBy(() -> shakeHands(receiver, TIME_LIMIT_MILLIS))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("longer than " + HandshakeCodec.MAX_BYTES);
    }
  }
}
