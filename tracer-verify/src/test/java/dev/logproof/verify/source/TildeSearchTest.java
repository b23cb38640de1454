package dev.logproof.verify.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Finds the same tildes as a byte-by-byte search. */
class TildeSearchTest {
  private static int oneByOne(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes[at] == '~') {
        return at;
      }
    }
    return -1;
  }

  @Test
  void findsTildeExactlyInEveryRange() {
    byte[] near = {'~', '~' - 1, '~' + 1, (byte) ('~' | 0x80), 0, 1, -1, (byte) 0x80};
    for (long seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      byte[] bytes = new byte[40];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = near[random.nextInt(4) == 0 ? 0 : random.nextInt(1, near.length)];
      }
      for (int from = 0; from <= bytes.length; from++) {
        for (int to = from; to <= bytes.length; to++) {
          assertThat(TildeSearch.find(bytes, from, to))
              .as("seed %d, %d to %d", seed, from, to)
              .isEqualTo(oneByOne(bytes, from, to));
        }
      }
    }
  }

  @Test
  void findsNothingInEmptyOrReversedRange() {
    byte[] bytes = {'~', '~'};
    assertThat(TildeSearch.find(bytes, 1, 1)).isEqualTo(-1);
    assertThat(TildeSearch.find(bytes, 1, -3)).isEqualTo(-1);
  }
}
