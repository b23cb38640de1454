package dev.logproof.aggregator.filter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Finds the same places as a search through a String. */
class ByteSearchTest {
  private static final int ROUNDS = 20_000;

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  private static String random(Random random, int most) {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(most + 1); left > 0; left--) {
      text.append("ab`\u0001\u00e9\u0000".charAt(random.nextInt(6)));
    }
    return text.toString();
  }

  @Test
  void agreesWithSearchInString() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int found = 0;
    for (int round = 0; round < ROUNDS; round++) {
      String text = random(random, 60);
      String wanted = random(random, 4);
      int from = random.nextInt(text.length() + 1);
      int end = from + random.nextInt(text.length() - from + 1);
      int expected = text.substring(from, end).indexOf(wanted);
      found += expected > 0 ? 1 : 0;

      assertThat(new ByteSearch(bytes(wanted)).find(bytes(text), from, end))
          .as("seed %d, round %d", seed, round)
          .isEqualTo(expected < 0 ? ByteSearch.NOT_FOUND : from + expected);
    }
    assertThat(found).as("seed %d", seed).isGreaterThan(ROUNDS / 20);
  }
}
