package dev.logproof.verify.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.record.result.VerdictResult.Shape;
import dev.logproof.record.result.VerdictResult.SourceRanges;
import dev.logproof.record.tracer.SequenceRanges;
import dev.logproof.verify.check.ExpectedRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each injected loss pattern is classified correctly. */
class LossShapeTest {
  private static final ExpectedRun RUN =
      new ExpectedRun(
          "r",
          Collections.nCopies(5, new ExpectedRun.Source(100, SequenceRanges.EMPTY, 100)),
          ExpectedRun.Firmness.ALL_ATTEMPTED);

  private static Shape shape(String... lostBySource) {
    List<SourceRanges> lost = new ArrayList<>();
    for (int source = 0; source < lostBySource.length; source++) {
      if (!lostBySource[source].isEmpty()) {
        lost.add(new SourceRanges("r", source, SequenceRanges.parse(lostBySource[source])));
      }
    }
    return LossShape.of(RUN, lost);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0..3     | 0..9     | 0         | head",
        "97..99   | 99       | 50..99    | tail",
        "40..49   | 20..22   | 60        | one chunk",
        "1, 3, 5  | 40..49   | 0..3      | scattered",
        "1, 3, 5  | 2, 99    | 0, 50     | scattered"
      })
  void returnsShapeSharedByMostSources(String a, String b, String c, String expected) {
    assertThat(shape(a, b, c).shape()).isEqualTo(expected);
  }

  @Test
  void attributesLossOfSingleSourceToConnection() {
    Shape shape = shape("", "", "50..99");
    assertThat(shape.shape()).isEqualTo("one connection");
    assertThat(shape.evidence()).isEqualTo("only source 2 of 5 lost anything, tail: 50..99");
  }

  @Test
  void countsLosingSourcesInEvidence() {
    assertThat(shape("0..3", "0..9", "0", "0..1", "7").evidence())
        .isEqualTo("the first tracers of 4 of 5 losing sources: the receiver did not listen yet");
  }
}
