package dev.logproof.fuzz.subject;

import dev.logproof.aggregator.transcode.RecordTranscoder;
import dev.logproof.forward.decode.EventConsumer;
import dev.logproof.forward.decode.EventFlaw;
import dev.logproof.forward.decode.ForwardDecoder;
import dev.logproof.forward.decode.ForwardFrame;
import dev.logproof.forward.decode.ForwardLimits;
import dev.logproof.forward.decode.FrameHandler;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes a connection's bytes whole and in pieces, and transcodes or rejects every event. Both
 * runs must agree and release all buffers. The whole input is in a heap buffer, where common forms
 * take a fast path; pieces are in direct buffers. The first byte determines their size.
 */
public final class CodecTarget {
  private static final ForwardLimits LIMITS = new ForwardLimits(1 << 16, 1 << 18, 16);

  private CodecTarget() {}

  /** Collects a connection's JSON and the reason for its close. */
  private static final class Taker implements FrameHandler, EventConsumer {
    private final UnpooledByteBufAllocator buffers;
    private final RecordTranscoder transcoder = new RecordTranscoder();
    private final List<String> taken = new ArrayList<>();
    private int events;

    Taker(UnpooledByteBufAllocator buffers) {
      this.buffers = buffers;
    }

    @Override
    public void onFrame(ChannelHandlerContext ctx, ForwardFrame frame) {
      int before = events;
      frame.forEachEvent(this);
      if (events - before != frame.eventCount()) {
        throw new AssertionError(frame.eventCount() + " events announced, others handed out");
      }
    }

    @Override
    public void event(ByteBuf buffer, int offset, int length, long epochSeconds, int nanos) {
      events++;
      ByteBuf json = buffers.heapBuffer();
      try {
        int bytes = transcoder.transcode(buffer, offset, length, json);
        taken.add(bytes + ":" + epochSeconds + "." + nanos + ":" + json.hashCode());
      } catch (IllegalArgumentException e) {
        taken.add("refused: " + e.getMessage());
      } finally {
        json.release();
      }
    }

    @Override
    public void flawed(ForwardFrame frame, EventFlaw flaw, int count) {
      events += count;
      taken.add(count + " flawed: " + frame.reason(flaw));
    }

    @Override
    public void onMalformed(ChannelHandlerContext ctx, long offset, String reason, int lost) {
      taken.add("malformed at " + offset + ": " + reason + "; " + lost + " lost");
    }
  }

  /** Fuzzer entry point. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    List<String> whole = decode(input, input.length, new UnpooledByteBufAllocator(false));
    List<String> pieces =
        decode(input, 1 + (input[0] & 0x1f), new UnpooledByteBufAllocator(true, true));
    if (!whole.equals(pieces)) {
      throw new AssertionError("whole: " + whole + "\nin pieces: " + pieces);
    }
  }

  private static List<String> decode(
      byte[] input, int pieceBytes, UnpooledByteBufAllocator buffers) {
    Taker taker = new Taker(buffers);
    EmbeddedChannel channel = new EmbeddedChannel(new ForwardDecoder(LIMITS, taker));
    channel.config().setAllocator(buffers);
    for (int at = 1; at < input.length; at += pieceBytes) {
      int length = Math.min(pieceBytes, input.length - at);
      channel.writeInbound(buffers.buffer(length).writeBytes(input, at, length));
    }
    channel.finishAndReleaseAll();
    long held = buffers.metric().usedHeapMemory() + buffers.metric().usedDirectMemory();
    if (held != 0) {
      throw new AssertionError(held + " bytes of buffers were not released");
    }
    return taker.taken;
  }
}
