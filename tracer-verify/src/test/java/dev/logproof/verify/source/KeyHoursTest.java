package dev.logproof.verify.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recognition of dated folders and their end. */
class KeyHoursTest {
  @ParameterizedTest
  @CsvSource({
    "2026/, 2027-01-01T00:00:00Z",
    "logs/2026/02/, 2026-03-01T00:00:00Z",
    "logs/2024/02/29/, 2024-03-01T00:00:00Z",
    "a/b/2026/12/31/23/, 2027-01-01T00:00:00Z",
    "year=2026/month=01/day=02/hour=03/, 2026-01-02T04:00:00Z",
    "2020/logs/2026/02/, 2026-03-01T00:00:00Z",
  })
  void returnsEndOfUnitOfDatedFolder(String folder, Instant end) {
    assertThat(KeyHours.of(folder).orElseThrow().end()).isEqualTo(end);
  }

  @Test
  void reportsWholeHourOnlyForHourFolder() {
    assertThat(KeyHours.of("2026/01/02/").orElseThrow().wholeHour()).isFalse();
    assertThat(KeyHours.of("2026/01/02/03/").orElseThrow().wholeHour()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "logs/", "2026", "x2026/", "2026/13/", "2026/02/30/", "2026/01/x/"})
  void returnsEmptyForFolderWithoutDate(String folder) {
    assertThat(KeyHours.of(folder)).isEmpty();
  }
}
