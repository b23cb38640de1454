package dev.logproof.aggregator.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The same letters as the JDK's encoder, wherever the bytes lie. */
class Base64EncodingTest {
  private static final int MARGIN = 9;

  private static byte[] encode(byte[] bytes, int before, int behind) {
    ByteBuffer in = ByteBuffer.allocateDirect(before + bytes.length + behind);
    in.put(before, bytes);
    ByteBuffer out = ByteBuffer.allocateDirect(MARGIN + (bytes.length + 2) / 3 * 4 + MARGIN);
    int end = Base64Encoding.encode(in, before, before + bytes.length, out, MARGIN);
    return copy(out, MARGIN, end);
  }

  private static byte[] copy(ByteBuffer from, int start, int end) {
    byte[] copy = new byte[end - start];
    from.get(start, copy);
    return copy;
  }

  @Test
  void everyLengthAtEveryPlaceIsAsTheJdkHasIt() {
    long seed = 20_260_101;
    SplittableRandom random = new SplittableRandom(seed);
    for (int length = 0; length < 70; length++) {
      for (int margin = 0; margin < 9; margin++) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        byte[] expected = Base64.getEncoder().encode(bytes);
        assertThat(encode(bytes, margin, 0)).as("seed %d", seed).isEqualTo(expected);
        assertThat(encode(bytes, 0, margin)).as("seed %d", seed).isEqualTo(expected);
      }
    }
  }

  @Test
  void everyLetterOccursInEveryLane() {
    byte[] bytes = new byte[64 * 64 * 3];
    for (int i = 0; i < 64 * 64; i++) {
      int bits = ((i % 64) << 18) | ((i / 64) << 12) | (((i + 17) % 64) << 6) | ((i * 5 + 3) % 64);
      bytes[3 * i] = (byte) (bits >> 16);
      bytes[3 * i + 1] = (byte) (bits >> 8);
      bytes[3 * i + 2] = (byte) bits;
    }
    assertThat(encode(bytes, 1, 1)).isEqualTo(Base64.getEncoder().encode(bytes));
  }

  @Test
  void nothingIsWrittenBesides() {
    ByteBuffer in = ByteBuffer.allocateDirect(64);
    ByteBuffer out = ByteBuffer.allocateDirect(64);
    int end = Base64Encoding.encode(in, 3, 3 + 17, out, 5);
    assertThat(end).isEqualTo(5 + 24);
    assertThat(copy(out, 0, 64)).startsWith(0, 0, 0, 0, 0, 'A');
    assertThat(copy(out, end, 64)).containsOnly(0);
  }
}
