package dev.logproof.aggregator.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A randomly damaged file is read or rejected with a location. */
class DamagedConfigTest {
  private static final String[] PIECES = {
    "<",
    ">",
    "</",
    "</match>",
    "<buffer>",
    "\"",
    "'",
    "#{",
    "}",
    "{",
    "[",
    "]",
    "\\",
    "\n",
    " ",
    "@include ",
    "@type ",
    "-1",
    "999999999999999999999",
    "\u0000",
    "é",
    "/",
    "**",
    ",",
    "\"#{ENV['"
  };

  @Test
  void readsOrRejectsDamagedConfigWithoutCrash() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    String article = article();
    int refused = 0;
    for (int round = 0; round < 5_000; round++) {
      String text = damaged(article, random);
      try {
        AggregatorConfig config = AggregatorConfig.parse("f.conf", text, Map.of());
        assertThat(EffectiveSettings.render(config)).isNotEmpty();
      } catch (ConfigException e) {
        refused++;
        assertThat(e.getMessage()).as("seed %d", seed).contains("f.conf");
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError("seed " + seed + " text:\n" + text, e);
      }
    }
    assertThat(refused).as("seed %d", seed).isBetween(1_000, 4_999);
  }

  private static String damaged(String text, Random random) {
    StringBuilder damaged = new StringBuilder(text);
    for (int i = random.nextInt(3); i >= 0; i--) {
      int from = random.nextInt(damaged.length());
      int to = Math.min(damaged.length(), from + random.nextInt(20));
      String piece = PIECES[random.nextInt(PIECES.length)];
      damaged.replace(from, random.nextBoolean() ? from : to, piece);
    }
    return damaged.toString();
  }

  private static String article() throws IOException {
    try (InputStream in = DamagedConfigTest.class.getResourceAsStream("/article/fluent.conf")) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
