package dev.logproof.aggregator.ruby;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ruby's regular expressions keep their meaning, or are refused. */
class RubyRegexpTest {
  private static boolean find(String regexp, String text) {
    return RubyRegexp.parse(regexp).pattern().matcher(text.replace("\\n", "\n")).find();
  }

  @ParameterizedTest(name = "{0} matches {1}: {2}")
  @CsvSource({
    "abc, xabcx, true",
    "/abc/i, xABCx, true",
    "/^b$/, a\\nb\\nc, true",
    "/\\Ab/, a\\nb, false",
    "/a.b/, a\\nb, false",
    "/a.b/m, a\\nb, true",
    "/(?m:a.b)/, a\\nb, true",
    "/\\h+\\z/, xyfF0, true",
    "/^\\H$/, g, true",
    "/^[\\h-]+$/, 12-ab, true",
    "/^[[:alpha:]]+$/, ab1, false",
    "/^[[:digit:][:space:]]+$/, 1 2, true",
    "'/a{,2}b/', b, true",
    "/a{x/, a{x, true",
    "/{\"a\"/, '{\"a\"', true",
    "/\\/path/, a/path, true",
    "/(?<x>a)\\k<x>/, aa, true",
    "/(?<x>a)(b)c/, abc, true",
    "/(a)\\1/, aa, true",
    "/\\-/, a-b, true",
    "/\\y/, y, true",
    "/\\p{Alpha}/, 1, false",
    "/\\p{Han}/, \u4e16, true",
    "/(?#comment)a/, a, true",
    "/[]a]/, ], true",
    "/a$/, 'a\r', false"
  })
  void matchesAsInRuby(String regexp, String text, boolean expected) {
    assertThat(find(regexp, text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a\\Kb/",
        "/(?<n>a\\g<n>?)/",
        "/(?~abc)/",
        "/(?x: a b)/",
        "/a{1,2}+/",
        "/[^\\H]/",
        "/\\C-a/",
        "/[[:nothing:]]/",
        "/(a/",
        "/abc",
        "/(?<a>x)\\1/"
      })
  void refusesWhatHasNoCounterpart(String regexp) {
    assertThatThrownBy(() -> RubyRegexp.parse(regexp)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesOnlyNamedGroups() {
    RubyRegexp regexp = RubyRegexp.parse("/(?<first_name>.)(.)(?'b'.)/");
    assertThat(regexp.groupNames()).containsExactly("first_name", "b");
    assertThat(regexp.pattern().matcher("xyz").replaceFirst("$1$2")).isEqualTo("xz");
  }
}
