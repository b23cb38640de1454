package dev.logproof.aggregator.buffer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Creates chunks for tests. */
public final class Chunks {
  private Chunks() {}

  /** Returns a chunk of {@link #text} records. */
  public static Chunk of(int records) {
    return of(records, Chunks::text);
  }

  /** Returns a chunk of lines of different lengths. */
  public static Chunk lines(int records) {
    return of(records, Chunks::line);
  }

  /** Makes {@code ack} wait for {@code chunk} alone; returns the chunk. */
  public static Chunk owing(Chunk chunk, PendingAck ack) {
    chunk.addAck(ack);
    ack.partKept();
    return chunk;
  }

  private static Chunk of(int records, IntFunction<String> text) {
    return Chunk.of(
        UnpooledByteBufAllocator.DEFAULT,
        IntStream.range(0, records)
            .mapToObj(record -> text.apply(record).getBytes(UTF_8))
            .toList());
  }

  /** Returns the numbered line. */
  public static String line(int record) {
    return text(record) + "x".repeat(record * 7 % 31) + "\n";
  }

  /** Returns the numbered text. */
  public static String text(int record) {
    return String.format(Locale.ROOT, "record-%06d", record);
  }
}
