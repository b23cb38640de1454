package dev.logproof.aggregator.buffer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.Locale;

/** Makes chunks for tests of what comes after the buffer. */
public final class Chunks {
  private Chunks() {}

  /** A chunk of {@code records} records, {@link #text} each. */
  public static Chunk of(int records) {
    Chunk chunk = new Chunk(UnpooledByteBufAllocator.DEFAULT.directBuffer());
    for (int record = 0; record < records; record++) {
      chunk.buffer().writeCharSequence(text(record), UTF_8);
      chunk.endRecord();
    }
    return chunk;
  }

  /** A chunk of {@code records} lines, each of its own length. */
  public static Chunk lines(int records) {
    Chunk chunk = new Chunk(UnpooledByteBufAllocator.DEFAULT.directBuffer());
    for (int record = 0; record < records; record++) {
      chunk.buffer().writeCharSequence(line(record), UTF_8);
      chunk.endRecord();
    }
    return chunk;
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
