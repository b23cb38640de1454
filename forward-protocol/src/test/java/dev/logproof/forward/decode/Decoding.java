package dev.logproof.forward.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;

/** A decoder in a channel, and all it said, as text that tests compare. */
final class Decoding implements FrameHandler, AutoCloseable {
  private final List<String> heard = new ArrayList<>();
  private final ForwardDecoder decoder;
  private final EmbeddedChannel channel;

  Decoding(ForwardLimits limits) {
    decoder = new ForwardDecoder(limits, this);
    channel = new EmbeddedChannel(decoder);
  }

  static List<String> of(byte[]... pieces) {
    try (Decoding decoding = new Decoding(ForwardLimits.defaults())) {
      for (byte[] piece : pieces) {
        decoding.feed(piece);
      }
      return decoding.heard();
    }
  }

  void feed(byte[] bytes) {
    ByteBuf buffer = channel.alloc().directBuffer(Math.max(1, bytes.length)).writeBytes(bytes);
    channel.writeInbound(buffer);
    if (buffer.refCnt() != 0) {
      throw new AssertionError("the decoder did not release what it read");
    }
  }

  List<String> heard() {
    return List.copyOf(heard);
  }

  boolean atFrameBoundary() {
    return decoder.atFrameBoundary();
  }

  @Override
  public void onFrame(ChannelHandlerContext ctx, ForwardFrame frame) {
    String tag = frame.buffer().toString(frame.tagOffset(), frame.tagLength(), UTF_8);
    String chunk = frame.hasChunk() ? ByteBufUtil.hexDump(frame.chunk()) : "-";
    heard.add(
        frame.mode()
            + " "
            + tag
            + " "
            + chunk
            + " "
            + frame.eventCount()
            + " "
            + frame.frameBytes());
    frame.forEachEvent(
        (buffer, offset, length, seconds, nanos) ->
            heard.add(seconds + "." + nanos + " " + ByteBufUtil.hexDump(buffer, offset, length)));
  }

  @Override
  public void onMalformed(ChannelHandlerContext ctx, long offset, String reason) {
    heard.add("malformed at " + offset + ": " + reason);
  }

  @Override
  public void close() {
    channel.finishAndReleaseAll();
  }
}
