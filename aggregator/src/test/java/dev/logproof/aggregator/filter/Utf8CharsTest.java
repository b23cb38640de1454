package dev.logproof.aggregator.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Reads the same characters as a String, well-formed or not. */
class Utf8CharsTest {
  private static final int ROUNDS = 20_000;

  @Test
  void agreesWithStringForAnyBytes() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Utf8Chars chars = new Utf8Chars();
    for (int round = 0; round < ROUNDS; round++) {
      byte[] text = new byte[random.nextInt(40)];
      boolean ascii = random.nextBoolean();
      for (int i = 0; i < text.length; i++) {
        text[i] = (byte) (ascii || random.nextInt(4) > 0 ? 'a' + (i % 26) : random.nextInt(256));
      }
      chars.open(text, 0, text.length);
      String expected = new String(text, UTF_8);

      assertThat(chars.toString()).as("seed %d, round %d", seed, round).isEqualTo(expected);
      assertThat(chars.chars().toArray()).isEqualTo(expected.chars().toArray());
      chars.close();
      assertThat(chars.length()).isZero();
    }
  }

  @Test
  void readsTextsBeyondKeptMemory() {
    Utf8Chars chars = new Utf8Chars();
    byte[] large = "gr\u00fc\ud83d\ude00".repeat(300_000).getBytes(UTF_8);
    byte[] small = "\u00e9".getBytes(UTF_8);
    chars.open(large, 0, large.length);
    assertThat(chars.length()).isEqualTo(5 * 300_000);
    chars.close();
    chars.open(small, 0, small.length);
    assertThat(chars.toString()).isEqualTo("\u00e9");
    assertThat(chars.subSequence(0, 1).toString()).isEqualTo("\u00e9");
  }
}
