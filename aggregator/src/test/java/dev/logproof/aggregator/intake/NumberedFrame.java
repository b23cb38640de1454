package dev.logproof.aggregator.intake;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/** A frame whose chunk id is its number. */
record NumberedFrame(int number, List<Integer> events, ByteBuf bytes) {
  /** The fifth frame exceeds one time slice. */
  static List<NumberedFrame> sequence(int frames) throws IOException {
    List<NumberedFrame> all = new ArrayList<>();
    int first = 0;
    for (int number = 0; number < frames; number++) {
      int events = number == 4 ? 2_000 : 5 + 30 * number;
      all.add(of(number, first, events));
      first += events;
    }
    return all;
  }

  private static byte[] entry(int number) throws IOException {
    try (MessageBufferPacker entry = MessagePack.newDefaultBufferPacker()) {
      entry.packArrayHeader(2).packInt(1_700_000_000).packMapHeader(2);
      entry.packString("n").packInt(number).packString("log").packString("x".repeat(300));
      return entry.toByteArray();
    }
  }

  private static NumberedFrame of(int number, int first, int events) throws IOException {
    boolean compressed = number % 2 == 1;
    ByteArrayOutputStream entries = new ByteArrayOutputStream();
    try (var out = compressed ? new GZIPOutputStream(entries) : entries) {
      for (int event = first; event < first + events; event++) {
        out.write(entry(event));
      }
    }
    try (MessageBufferPacker frame = MessagePack.newDefaultBufferPacker()) {
      frame.packArrayHeader(3).packString("tag").packBinaryHeader(entries.size());
      frame.writePayload(entries.toByteArray());
      frame.packMapHeader(2).packString("chunk").packString(Integer.toString(number));
      frame.packString("compressed").packString(compressed ? "gzip" : "text");
      List<Integer> numbers = IntStream.range(first, first + events).boxed().toList();
      return new NumberedFrame(number, numbers, Unpooled.wrappedBuffer(frame.toByteArray()));
    }
  }
}
