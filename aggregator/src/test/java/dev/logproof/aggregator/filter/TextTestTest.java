package dev.logproof.aggregator.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.ruby.RubyRegexp;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Agrees with a search by the regular expression alone, whatever text it requires. */
class TextTestTest {
  private static final int ROUNDS = 400;

  private static final List<String> EXPRESSIONS =
      List.of(
          "ab\\d+",
          "ab*1",
          "^ab \\d",
          "ab$",
          "ab(?=1)",
          "(?<!a)b1",
          "b1(?<=ab1)c",
          "\\bab\\b",
          "a{2}b1",
          "ab?1",
          "ab+1",
          "x(ab|b1)1",
          "[ab]1\\n",
          "b1|a\\d",
          "(?i)AB1",
          "(?i:AB)1b",
          "/AB\\d/i",
          "\\.b1\\[",
          "1\u00fc\\d",
          "\\Aab1\\z",
          "ab.b1",
          "1{,2}ab[[:digit:]]",
          "");

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(24); left > 0; left--) {
      text.append("aabb11 \n.[cxAB\u00fc".charAt(random.nextInt(random.nextInt(8) > 0 ? 8 : 15)));
    }
    return text.toString();
  }

  @Test
  void agreesWithExpression() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (String source : EXPRESSIONS) {
      RubyRegexp expression = RubyRegexp.parse(source);
      TextTest test = new TextTest(expression);
      for (int round = 0; round < ROUNDS; round++) {
        String text = text(random);
        byte[] bytes = ("ab1" + text + "ab1").getBytes(UTF_8);
        assertThat(test.matches(bytes, 3, bytes.length - 3))
            .as("seed %d: /%s/ in '%s'", seed, source, text)
            .isEqualTo(expression.pattern().matcher(text).find());
      }
    }
  }
}
