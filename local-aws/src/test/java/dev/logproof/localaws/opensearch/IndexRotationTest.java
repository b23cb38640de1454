package dev.logproof.localaws.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Index names match Firehose's developer guide. */
class IndexRotationTest {
  private static final Instant ARRIVAL = Instant.parse("2016-02-25T13:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "NoRotation, myindex, myindex",
    "OneHour, myindex-2016-02-25-13, myindex-*",
    "OneDay, myindex-2016-02-25, myindex-*",
    "OneMonth, myindex-2016-02, myindex-*"
  })
  void namesIndexByTimeOfArrival(String period, String name, String pattern) {
    IndexRotation rotation = IndexRotation.of(period).orElseThrow();
    assertThat(rotation.indexOf("myindex", ARRIVAL)).isEqualTo(name);
    assertThat(rotation.patternOf("myindex")).isEqualTo(pattern);
    assertThat(rotation).hasToString(period);
  }

  @ParameterizedTest
  @CsvSource({
    "2016-01-01, 2016-w01",
    "2016-01-02, 2016-w01",
    "2016-01-03, 2016-w02",
    "2020-08-15, 2020-w33",
    "2020-08-16, 2020-w34",
    "2022-12-31, 2022-w53",
    "2023-01-01, 2023-w01"
  })
  void startsWeekOnSundayAndYearWithFirstSaturday(String day, String suffix) {
    assertThat(IndexRotation.ONE_WEEK.indexOf("i", Instant.parse(day + "T12:00:00Z")))
        .isEqualTo("i-" + suffix);
  }

  @Test
  void rejectsUnknownPeriod() {
    assertThat(IndexRotation.of("OneYear")).isEmpty();
  }
}
