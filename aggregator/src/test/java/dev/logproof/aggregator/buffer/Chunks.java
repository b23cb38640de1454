package dev.logproof.aggregator.buffer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Makes chunks for tests of what comes after the buffer. */
public final class Chunks {
  private Chunks() {}

  /** A chunk of {@code records} records, {@link #text} each. */
  public static Chunk of(int records) {
    return of(records, Chunks::text);
  }

  /** A chunk of {@code records} lines, each of its own length. */
  public static Chunk lines(int records) {
    return of(records, Chunks::line);
  }

  private static Chunk of(int records, IntFunction<String> text) {
    return Chunk.of(
        UnpooledByteBufAllocator.DEFAULT,
        IntStream.range(0, records)
            .mapToObj(record -> text.apply(record).getBytes(UTF_8))
            .toList());
  }

  /** One of them. */
  public static String line(int record) {
    return text(record) + "x".repeat(record * 7 % 31) + "\n";
  }

  /** The text of one record. */
  public static String text(int record) {
    return String.format(Locale.ROOT, "record-%06d", record);
  }
}
