package dev.logproof.forward.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.forward.handshake.HandshakeMessage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a decoder in a channel and records its calls as text. Closing it proves that no buffer
 * leaked: its allocators count every byte.
 */
final class Decoding implements FrameHandler, EventConsumer, AutoCloseable {
  private static final UnpooledByteBufAllocator INPUT = new UnpooledByteBufAllocator(true, true);

  private static final int MAX_TURNS = 10_000;

  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true, true);
  private final List<String> heard = new ArrayList<>();
  private final ForwardDecoder decoder;
  private final EmbeddedChannel channel;
  private boolean large;
  private boolean patient = true;

  Decoding(ForwardLimits limits) {
    decoder = new ForwardDecoder(limits, this);
    channel = new EmbeddedChannel();
    channel.config().setAllocator(allocator);
    channel.pipeline().addLast(decoder);
  }

  static List<String> of(byte[]... pieces) {
    return within(ForwardLimits.defaults(), pieces);
  }

  static List<String> within(ForwardLimits limits, byte[]... pieces) {
    try (Decoding decoding = new Decoding(limits)) {
      for (byte[] piece : pieces) {
        decoding.feed(piece);
      }
      return decoding.heard();
    }
  }

  void feed(byte[] bytes) {
    feed(bytes, 0, bytes.length);
  }

  void feed(byte[] bytes, int offset, int length) {
    ByteBuf buffer = INPUT.directBuffer(Math.max(1, length)).writeBytes(bytes, offset, length);
    channel.writeInbound(buffer);
    assertThat(buffer.refCnt()).isZero();
    if (patient) {
      settle();
    }
  }

  /** Makes large frames wait for {@link #settle}. */
  void impatient() {
    patient = false;
  }

  void turn() {
    channel.runPendingTasks();
  }

  void settle() {
    for (int turns = 0; large; turns++) {
      assertThat(turns).isLessThan(MAX_TURNS);
      turn();
    }
  }

  void abandon() {
    decoder.abandon();
  }

  /** Closing an embedded channel would drop scheduled tasks. */
  void disconnect() {
    channel.pipeline().fireChannelInactive();
    channel.pipeline().remove(decoder);
  }

  List<String> heard() {
    return List.copyOf(heard);
  }

  boolean atFrameBoundary() {
    return decoder.atFrameBoundary();
  }

  long heldBytes() {
    return allocator.metric().usedDirectMemory() + allocator.metric().usedHeapMemory();
  }

  @Override
  public void onFrame(ChannelHandlerContext ctx, ForwardFrame frame) {
    if (!frame.isContinued()) {
      heard.add(describe(frame));
    }
    frame.forEachEvent(this);
  }

  @Override
  public void event(ByteBuf buffer, int offset, int length, long seconds, int nanos) {
    heard.add(seconds + "." + nanos + " " + ByteBufUtil.hexDump(buffer, offset, length));
  }

  @Override
  public void flawed(ForwardFrame frame, EventFlaw flaw, int events) {
    heard.add("flawed " + flaw + " " + events + ": " + frame.reason(flaw));
  }

  private static String describe(ForwardFrame frame) {
    return String.join(
        " ",
        frame.mode().toString(),
        frame.buffer().toString(frame.tagOffset(), frame.tagLength(), UTF_8),
        frame.hasChunk() ? ByteBufUtil.hexDump(frame.chunk()) : "-",
        Integer.toString(frame.eventCount()),
        Long.toString(frame.frameBytes()));
  }

  @Override
  public void onLargeFrame(boolean begins) {
    large = begins;
  }

  @Override
  public void onMalformed(ChannelHandlerContext ctx, long offset, String reason, int events) {
    heard.add("malformed at " + offset + ": " + reason + "; events lost: " + events);
  }

  @Override
  public void onHandshake(ChannelHandlerContext ctx, HandshakeMessage message) {
    heard.add(message.toString());
  }

  @Override
  public void close() {
    channel.finishAndReleaseAll();
    decoder.abandon();
    assertThat(heldBytes()).isZero();
  }
}
