package dev.logproof.aggregator.ruby;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times are written and read as Ruby does. */
class TimeFormatTest {
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2024-05-06T00:00:00Z"), ZoneOffset.UTC);

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "%Y-%m-%dT%H:%M:%S.%N%z, 2009-02-14T08:31:30.012345678+0900",
    "%Y-%m-%dT%H:%M:%SZ, 2009-02-14T08:31:30Z",
    "%3N %L %6N %12N, 012 012 012345 012345678000",
    "%:z %::z %Z, +09:00 +09:00:00 JST",
    "%a %A %b %B %^b %p %P %#p, Sat Saturday Feb February FEB AM am am",
    "%e|%k|%l|%I|%-d|%-m|%_m|%j, 14| 8| 8|08|14|2| 2|045",
    "%s %y %C %u %w %G %V %U %W, 1234567890 09 20 6 6 2009 07 06 06",
    "%F %T %D %R, 2009-02-14 08:31:30 02/14/09 08:31",
    "%10Y %% %Q, 0000002009 % %Q",
    "%iso, %iso"
  })
  void writesDirective(String format, String expected) {
    assertThat(TimeFormat.of(format, TOKYO).format(1_234_567_890, 12_345_678)).isEqualTo(expected);
  }

  @Test
  void writesIso8601() {
    assertThat(TimeFormat.iso8601(ZoneOffset.UTC, true).format(0, 0))
        .isEqualTo("1970-01-01T00:00:00Z");
    assertThat(TimeFormat.iso8601(TOKYO, false).format(0, 0))
        .isEqualTo("1970-01-01T09:00:00+09:00");
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({
    "%Y-%m-%dT%H:%M:%S.%N%z, 2009-02-14T08:31:30.25+0900, 2009-02-13T23:31:30.250Z",
    "%d/%b/%Y:%H:%M:%S %z, 10/Oct/2000:13:55:36 -0700, 2000-10-10T20:55:36Z",
    "%b %e %H:%M:%S, Feb  3 01:02:03, 2024-02-02T16:02:03Z",
    "%Y-%m-%d %I:%M %p, 2020-01-02 01:30 PM, 2020-01-02T04:30:00Z",
    "%s.%L, 1234567890.500, 2009-02-13T23:31:30.500Z",
    "%iso8601, 2009-02-13T23:31:30Z, 2009-02-13T23:31:30Z",
    "%A %B %d %Y, Friday February 13 2009, 2009-02-12T15:00:00Z",
    "%Y %j, 2020 60, 2020-02-28T15:00:00Z"
  })
  void readsFormat(String format, String text, String expected) {
    assertThat(TimeParser.of(format, TOKYO, CLOCK).parse(text)).isEqualTo(Instant.parse(expected));
  }

  @Test
  void refusesOtherTexts() {
    TimeParser parser = TimeParser.of("%Y-%m-%d", TOKYO, CLOCK);
    assertThatThrownBy(() -> parser.parse("2020-x")).hasMessageContaining("position 5");
    assertThatThrownBy(() -> parser.parse("2020-13-01")).hasMessageContaining("invalid time");
    assertThatThrownBy(() -> TimeParser.of("%U", TOKYO, CLOCK)).hasMessageContaining("%U");
  }
}
