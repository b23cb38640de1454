package dev.logproof.aggregator.firehose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Output equals the JDK encoder's at any offset. */
class Base64EncodingTest {
  private static byte[] encode(byte[] bytes, int margin) {
    byte[] in = new byte[margin + bytes.length + Base64Encoding.SLACK_BYTES];
    System.arraycopy(bytes, 0, in, margin, bytes.length);
    byte[] out = new byte[margin + FirehoseLimits.base64Length(bytes.length)];
    int end =
        Base64Encoding.encode(in, margin, in.length - Base64Encoding.SLACK_BYTES, out, margin);
    assertThat(end).isEqualTo(out.length);
    return Arrays.copyOfRange(out, margin, end);
  }

  @Test
  void matchesJdkForEveryLengthAndOffset() {
    long seed = 20_260_101;
    SplittableRandom random = new SplittableRandom(seed);
    for (int length = 0; length < 70; length++) {
      for (int margin = 0; margin < 9; margin++) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        byte[] expected = Base64.getEncoder().encode(bytes);
        assertThat(encode(bytes, margin)).as("seed %d", seed).isEqualTo(expected);
      }
    }
  }

  @Test
  void encodesEveryLetterInEveryLane() {
    byte[] bytes = new byte[64 * 64 * 3];
    for (int i = 0; i < 64 * 64; i++) {
      int bits = ((i % 64) << 18) | ((i / 64) << 12) | (((i + 17) % 64) << 6) | ((i * 5 + 3) % 64);
      bytes[3 * i] = (byte) (bits >> 16);
      bytes[3 * i + 1] = (byte) (bits >> 8);
      bytes[3 * i + 2] = (byte) bits;
    }
    assertThat(encode(bytes, 1)).isEqualTo(Base64.getEncoder().encode(bytes));
  }

  @Test
  void writesNothingOutsideItsRange() {
    byte[] in = new byte[64];
    byte[] out = new byte[64];
    int end = Base64Encoding.encode(in, 3, 3 + 17, out, 5);
    assertThat(end).isEqualTo(5 + 24);
    assertThat(out).startsWith(0, 0, 0, 0, 0, 'A');
    assertThat(Arrays.copyOfRange(out, end, 64)).containsOnly(0);
  }
}
