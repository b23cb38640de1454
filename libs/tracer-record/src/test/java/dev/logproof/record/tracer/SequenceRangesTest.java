package dev.logproof.record.tracer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranges are written and read as reports show them. */
class SequenceRangesTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "5", "17..19, 44", "0..2, 4, 6..7"})
  void parsesOwnText(String text) {
    assertThat(SequenceRanges.parse(text).toString()).isEqualTo(text);
  }

  @Test
  void joinsAdjacentSequences() {
    SequenceRanges ranges = new SequenceRanges.Builder().add(1).add(2).add(4).build();
    assertThat(ranges.toString()).isEqualTo("1..2, 4");
    assertThat(ranges.count()).isEqualTo(3);
  }

  @Test
  void containsOnlySequencesInRanges() {
    SequenceRanges ranges = SequenceRanges.parse("3..5, 9, 20..30");
    assertThat(Stream.of(3L, 5L, 9L, 20L, 30L)).allMatch(ranges::contains);
    assertThat(Stream.of(0L, 2L, 6L, 8L, 10L, 19L, 31L)).noneMatch(ranges::contains);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5..3", "4, 1", "1..5, 3", "x", "1,,2"})
  void rejectsMalformedRanges(String text) {
    assertThatThrownBy(() -> SequenceRanges.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
