package dev.logproof.aggregator.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns follow Fluentd's documented semantics. */
class TagPatternTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      nullValues = "NONE",
      textBlock =
          """
          a              | a               | b a.b
          a.b            | a.b             | aab a.b.c a
          frontend*      | frontend frontend-apache frontendx | frontend.apache xfrontend front
          health*        | healthcheck     | health.check
          a*             | a ab abc        | a.b ab.c ba
          *a             | a ba cba        | ab b.a
          *a*            | a ba ac bac     | b a.b
          a.*            | a.b a.c         | ab a a.b.c
          a.*.c          | a.b.c a.c.c     | a.c a.b.b.c
          *              | a               | a.b
          **             | a a.b a.b.c.d   | NONE
          a.**           | a a.b a.b.c     | ab abc ab.c
          a**            | a ab a.b ab.d.e | ba
          **.a           | a b.a cb.a d.e.a | ba c.ba a.b
          **a            | a ba c.ba b.a   | ab
          a.**.c         | a.c a.b.c a.b.b.c | ac a.bc
          a.{b,c}        | a.b a.c         | a.d a a.bc
          a.{b,c}.**     | a.b a.c a.b.x   | a.d a.cd
          a.{b.**,c}     | a.b a.b.c a.c   | a.c.d
          {a,b.{c,d*}}   | a b.c b.d b.dd  | b c b.e a.c
          {a.*,b.**}.z   | a.x.z b.z b.y.z | a.z a.x
          x y.*          | x y.z           | z y
          /^fr/          | frontend fr     | xfr
          /end$/         | frontend        | ending
          /b|c/          | abc xc          | a
          a\\*b          | a*b             | ab axb
          app-1.x_y$     | app-1.x_y$      | app-1xx_y$
          日本.*          | 日本.語           | 日本
          """)
  void matchesSameTagsAsFluentd(String pattern, String taken, String left) {
    TagPattern parsed = TagPattern.parse(pattern);
    assertThat(taken.split(" ")).allMatch(parsed::matches);
    if (left != null) {
      assertThat(left.split(" ")).noneMatch(parsed::matches);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "{a", "a}", "a\\", "a.", "/(/", "/\\h+/"})
  void rejectsMalformedPatternWithReason(String pattern) {
    assertThatThrownBy(() -> TagPattern.parse(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("(?s).{20,}");
  }

  @Test
  void matchesEverythingOnlyWithDoubleStar() {
    assertThat(TagPattern.parse("a **").matchesEverything()).isTrue();
    assertThat(TagPattern.parse("a.** *").matchesEverything()).isFalse();
  }

  @Test
  void matchesRandomTagsByPatternRules() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      String tag = tag(random);
      String context = "seed " + seed + " tag " + tag;
      String first = tag.contains(".") ? tag.substring(0, tag.indexOf('.')) : tag;
      String last = tag.substring(tag.lastIndexOf('.') + 1);
      for (String taker :
          List.of(tag, "**", first + ".**", "**." + last, "{zz," + tag + "}", "zz " + tag)) {
        assertThat(TagPattern.parse(taker).matches(tag)).as("%s by %s", context, taker).isTrue();
      }
      assertThat(TagPattern.parse("*").matches(tag)).as(context).isEqualTo(!tag.contains("."));
      assertThat(TagPattern.parse(first + "*").matches(tag))
          .as(context)
          .isEqualTo(!tag.contains("."));
      assertThat(TagPattern.parse(tag + "x").matches(tag)).as(context).isFalse();
    }
  }

  private static String tag(Random random) {
    return IntStream.rangeClosed(0, random.nextInt(4))
        .mapToObj(part -> part(random))
        .reduce((left, right) -> left + "." + right)
        .orElseThrow();
  }

  private static String part(Random random) {
    return random
        .ints(1 + random.nextInt(4), 0, 4)
        .mapToObj("ab-_"::charAt)
        .map(String::valueOf)
        .reduce("", String::concat);
  }
}
