package dev.logproof.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifies forms of rates, sizes and durations. */
class QuantitiesTest {
  @ParameterizedTest
  @CsvSource({"9MB/s,9e6", "4.5MB/s,4.5e6", "1 MiB/s,1048576", "100kB/s,1e5", "7B/s,7"})
  void parsesDecimalAndBinaryByteRates(String text, double bytesPerSecond) {
    assertThat(ByteRate.parse(text).bytesPerSecond()).isEqualTo(bytesPerSecond);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"9", "9MB", "9/s", "MB/s", "-9MB/s", "0MB/s", "9 elephants/s", "9MB/m", ""})
  void rejectsMalformedByteRateWithExample(String text) {
    assertThatThrownBy(() -> ByteRate.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("9MB/s");
  }

  @Test
  void parsesEventRatesPerSecond() {
    assertThat(EventRate.parse("18/s").perSecond()).isEqualTo(18.0);
    assertThat(EventRate.parse("0/s").perSecond()).isZero();
    assertThatThrownBy(() -> EventRate.parse("18")).hasMessageContaining("'18'");
  }

  @Test
  void parsesSizesWithUnits() {
    assertThat(ByteSize.parse("5MiB").bytes()).isEqualTo(5L << 20);
    assertThatThrownBy(() -> ByteSize.parse("5MiX")).hasMessageContaining("'5MiX'");
  }

  @ParameterizedTest
  @CsvSource({"500ms,500", "30s,30000", "10m,600000", "1h,3600000", "1.5h,5400000", "2d,172800000"})
  void parsesDurationsWithUnits(String text, long millis) {
    assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"30", "1y", "h", "-1s"})
  void rejectsMalformedDurations(String text) {
    assertThatThrownBy(() -> Durations.parse(text)).hasMessageContaining("'" + text + "'");
  }
}
