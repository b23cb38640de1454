package dev.logproof.aggregator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes and times follow Fluentd's documented forms; forms that it misreads are rejected. */
class ValuesTest {
  @ParameterizedTest(name = "{0} is {1} bytes")
  @CsvSource(
      textBlock =
          """
          0,   0
          512, 512
          1k,  1024
          8KB, 8192
          1m,  1048576
          2GB, 2147483648
          1t,  1099511627776
          3b,  3
          """)
  void readsSizesInPowersOf1024(String text, long bytes) {
    assertThat(Values.bytes(text)).isEqualTo(bytes);
  }

  @ParameterizedTest(name = "{0} is {1} ms")
  @CsvSource({
    "1,1000",
    "0.1,100",
    "0.01,10",
    "10s,10000",
    "5m,300000",
    "2h,7200000",
    "1d,86400000"
  })
  void readsTimesWithoutUnitInSeconds(String text, long millis) {
    assertThat(Values.millis(text)).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1.5m", "1 m", "1MiB", "abc", "9999999999999t", "m"})
  void rejectsInvalidSizes(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Values.bytes(text))
        .withMessageStartingWith("expected");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "500ms", "1.5m", "0.5s", "1w", "1e3", "0.0001", "."})
  void rejectsInvalidTimes(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Values.millis(text))
        .withMessageStartingWith("expected");
  }

  @ParameterizedTest
  @CsvSource({"true,true", "yes,true", "'',true", "false,false", "no,false"})
  void readsFlagWithoutValueAsTrue(String text, boolean expected) {
    assertThat(Values.flag(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "65536", "1.0", "+1", "99999999999999999999", "0x10"})
  void rejectsIntegersOutOfBounds(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Values.integer(text, 1, 65535))
        .withMessageContaining("from 1 to 65535");
  }
}
