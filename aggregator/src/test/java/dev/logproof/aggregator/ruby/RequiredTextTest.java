package dev.logproof.aggregator.ruby;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Finds text that every match contains, and claims none where it is unsure. */
class RequiredTextTest {
  @ParameterizedTest
  @CsvSource({
    "GET \\d+, 'GET ', true",
    "ab\\.c\\d, ab.c, true",
    "^status=5, status=5, false",
    "abc(d|e)+, abc, true",
    "a?bcd, bcd, false",
    "ab{2}cde, cde, false",
    "ab+, a, true",
    "[0-9] ms, ' ms', false",
    "x(?:a[)]b)yz, yz, false",
    "a.bcdef, bcdef, false",
    "abc.bcdef, abc, true"
  })
  void findsText(String expression, String text, boolean prefix) {
    assertThat(RequiredText.of(expression)).isEqualTo(new RequiredText(text, prefix));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abc|def",
        "(?i)abc",
        "(?i:a)bc",
        "\\x41bc",
        "\\p{Alpha}bc",
        "\\u0041bc",
        "abc{x}",
        "[a[b]c]de",
        "[]a]bc",
        "\\d+",
        "abc\\",
        "abc)",
        "(abc",
        "(?#abc)def"
      })
  void claimsNoText(String expression) {
    assertThat(RequiredText.of(expression).text()).isEmpty();
  }

  @Test
  void leavesTextBeyondAsciiOut() {
    assertThat(RequiredText.of("gr\u00fc\u00dfe")).isEqualTo(new RequiredText("gr", true));
  }
}
