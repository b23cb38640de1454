package dev.logproof.forward.encode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.forward.decode.AckDecoder;
import dev.logproof.forward.decode.AckHandler;
import dev.logproof.forward.decode.ForwardDecoder;
import dev.logproof.forward.decode.ForwardFrame;
import dev.logproof.forward.decode.ForwardLimits;
import dev.logproof.forward.decode.FrameHandler;
import dev.logproof.forward.handshake.HandshakeCodec;
import dev.logproof.forward.handshake.HandshakeMessage;
import dev.logproof.forward.handshake.Pong;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;

/** A client gets its chunk id back byte for byte. */
class AckTest implements AckHandler, FrameHandler {
  private static final UnpooledByteBufAllocator ALLOCATOR = UnpooledByteBufAllocator.DEFAULT;

  private final List<String> heard = new ArrayList<>();

  @Override
  public void onAck(ChannelHandlerContext ctx, byte[] rawChunk) {
    heard.add(ByteBufUtil.hexDump(rawChunk));
  }

  @Override
  public void onHandshake(ChannelHandlerContext ctx, HandshakeMessage message) {
    heard.add(message.toString());
  }

  @Override
  public void onMalformed(ChannelHandlerContext ctx, long offset, String reason) {
    heard.add("malformed at " + offset + ": " + reason);
  }

  @Override
  public void onMalformed(ChannelHandlerContext ctx, long offset, String reason, int events) {
    onMalformed(ctx, offset, reason);
  }

  @Override
  public void onFrame(ChannelHandlerContext ctx, ForwardFrame frame) {
    var unused = ctx.writeAndFlush(AckEncoder.ack(ctx.alloc(), frame.chunk()));
  }

  /** Short and long str and bin, a final newline, and arbitrary bytes. */
  @ParameterizedTest
  @ValueSource(strings = {"a3610a0a", "a461620a0a", "d90461620a0a", "da000161", "db0000000161"})
  void echoesStringsInOriginalForm(String raw) {
    assertEchoed(raw);
  }

  @ParameterizedTest
  @ValueSource(strings = {"c40400ff0a0a", "c5000200ff", "c60000000100", "a2c328", "07", "c3"})
  void echoesBinaryAndOtherValues(String raw) {
    assertEchoed(raw);
  }

  private void assertEchoed(String raw) {
    EmbeddedChannel server =
        new EmbeddedChannel(new ForwardDecoder(ForwardLimits.defaults(), this));
    server.writeInbound(bytes("94a1740180" + "82a473697a6501a56368756e6b" + raw));
    ByteBuf ack = server.readOutbound();
    assertThat(ByteBufUtil.hexDump(ack)).isEqualTo("81a361636b" + raw);
    client().writeInbound(ack);
    assertThat(heard).containsExactly(raw);
    server.finishAndReleaseAll();
  }

  private EmbeddedChannel client() {
    return new EmbeddedChannel(new AckDecoder(this));
  }

  private static ByteBuf bytes(String hex) {
    return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex));
  }

  @Test
  void encodesAckReadableByOtherImplementations() throws IOException {
    byte[] raw = {(byte) 0xa3, 'i', 'd', '\n'};
    ByteBuf ack = AckEncoder.ack(ALLOCATOR, raw);
    try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(ByteBufUtil.getBytes(ack))) {
      assertThat(unpacker.unpackValue().toJson()).isEqualTo("{\"ack\":\"id\\n\"}");
      assertThat(unpacker.hasNext()).isFalse();
    }
    assertThat(ack.release()).isTrue();
  }

  @Test
  void decodesResponsesSplitAnywhere() {
    ByteBuf pong = HandshakeCodec.encode(ALLOCATOR, new Pong(true, "", "host", "digest"));
    String answers = "82a16b90a361636ba26964" + ByteBufUtil.hexDump(pong) + "81a361636bc4020aff";
    pong.release();
    for (int cut = 0; cut <= answers.length(); cut += 2) {
      heard.clear();
      EmbeddedChannel client = client();
      client.writeInbound(bytes(answers.substring(0, cut)), bytes(answers.substring(cut)));
      assertThat(heard)
          .containsExactly("a26964", "Pong[accepted=true, reason=, hostname=host]", "c4020aff");
      assertThat(client.finish()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ff, 0, 'expected an acknowledgement, which is a map'",
    "80, 0, 'expected the key \"ack\"'",
    "81a16101, 0, 'expected the key \"ack\"'",
    "81a361636bc1, 5, 0xc1 does not start a msgpack value",
    "81a361636bc600100000, 5, the limit is 16384",
    "dfffffffff, 0, the limit is 16384",
    "9101, 0, expected the name of a handshake frame to be a string",
  })
  void reportsMalformedAckOnceWithOffset(String hex, int offset, String reason) {
    EmbeddedChannel client = client();
    client.writeInbound(bytes("81a361636ba161" + hex), bytes("81a361636ba161"));
    assertThat(heard).hasSize(2);
    assertThat(heard.get(1)).startsWith("malformed at " + (7 + offset) + ": ").contains(reason);
    assertThat(client.finish()).isFalse();
  }
}
