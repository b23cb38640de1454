package dev.logproof.aggregator.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.buffer.PendingAck;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/** Sends events to views of outputs. */
final class TestEvents {
  private TestEvents() {}

  /** Returns a map of text fields, in pairs of name and value; a value "nil" is nil. */
  static ByteBuf map(String... pairs) {
    try (MessageBufferPacker out = MessagePack.newDefaultBufferPacker()) {
      out.packMapHeader(pairs.length / 2);
      for (int at = 0; at < pairs.length; at += 2) {
        out.packString(pairs[at]);
        if (pairs[at + 1].equals("nil")) {
          out.packNil();
        } else {
          out.packString(pairs[at + 1]);
        }
      }
      return Unpooled.wrappedBuffer(out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends one event as a frame of its own. */
  static void send(EventLoopOutput output, String tag, long epochSeconds, ByteBuf event) {
    ByteBuf tagBytes = Unpooled.copiedBuffer(tag, UTF_8);
    output.tag(tagBytes, 0, tagBytes.readableBytes());
    output.time(epochSeconds, 0);
    output.take(event, 0, event.readableBytes(), PendingAck.NONE);
    output.frameEnd();
  }
}
