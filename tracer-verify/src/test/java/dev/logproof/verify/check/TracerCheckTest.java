package dev.logproof.verify.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.record.result.VerdictResult.SourceRanges;
import dev.logproof.record.tracer.SequenceRanges;
import dev.logproof.record.tracer.Tracer;
import dev.logproof.verify.check.ExpectedRun.Firmness;
import dev.logproof.verify.check.Outcome.Unexpected;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of injected fault is reported exactly. */
class TracerCheckTest {
  private static ExpectedRun run(String runId, long attempted, String acked, long reserved) {
    ExpectedRun.Source source =
        new ExpectedRun.Source(attempted, SequenceRanges.parse(acked), reserved);
    return new ExpectedRun(runId, List.of(source, source), Firmness.ALL_ATTEMPTED);
  }

  private final TracerCheck check =
      new TracerCheck(List.of(run("r", 50, "0..39", 55)), Set.of("yesterday"));

  private void observe(int source, long... sequences) {
    LongStream.of(sequences).forEach(n -> check.observe(new Tracer("r", source, n, 0), false));
  }

  private void observeAllBut(int source, SequenceRanges missing) {
    LongStream.range(0, 50).filter(n -> !missing.contains(n)).forEach(n -> observe(source, n));
  }

  @Test
  void reportsLossesAsRangesByAcknowledgement() {
    SequenceRanges lost = SequenceRanges.parse("0, 17..19, 38..41, 49");
    observeAllBut(0, lost);
    observeAllBut(1, SequenceRanges.EMPTY);
    Outcome outcome = check.outcome();
    assertThat(outcome.attempted()).isEqualTo(100);
    assertThat(outcome.lost()).isEqualTo(9);
    assertThat(outcome.lostAcked()).isEqualTo(6);
    assertThat(outcome.lostUnacked()).isEqualTo(3);
    assertThat(outcome.ranges().lost()).containsExactly(new SourceRanges("r", 0, lost));
    assertThat(outcome.recovered()).isEqualTo(10 + 7);
    assertThat(check.nothingMissing()).isFalse();
  }

  @Test
  void reportsAllTracersLostWhenNoneSeen() {
    assertThat(check.outcome().ranges().lost())
        .containsExactly(
            new SourceRanges("r", 0, SequenceRanges.firstOf(50)),
            new SourceRanges("r", 1, SequenceRanges.firstOf(50)));
  }

  @Test
  void countsCopiesBeyondFirstAsDuplicates() {
    observeAllBut(0, SequenceRanges.EMPTY);
    observeAllBut(1, SequenceRanges.EMPTY);
    observe(1, 7, 7, 8, 30);
    Outcome outcome = check.outcome();
    assertThat(outcome.duplicated()).isEqualTo(4);
    assertThat(outcome.ranges().duplicated())
        .containsExactly(new SourceRanges("r", 1, SequenceRanges.parse("7..8, 30")));
    assertThat(outcome.lost()).isZero();
  }

  @Test
  void acceptsReservedTracer() {
    observe(0, 52);
    assertThat(check.outcome().unexpected()).isEqualTo(Unexpected.NONE);
    assertThat(check.outcome().lost()).isEqualTo(100);
    assertThat(check.outcome().observed()).isEqualTo(1);
  }

  @Test
  void countsForeignAndImpossibleTracersAsUnexpected() {
    check.observe(new Tracer("other", 0, 1, 0), false);
    check.observe(new Tracer("yesterday", 7, 9_999, 0), false);
    observe(0, 55, 1_000_000_000_000L);
    observe(2, 0);
    check.observeCorrupt();
    Outcome outcome = check.outcome();
    assertThat(outcome.unexpected()).isEqualTo(new Unexpected(1, 1, List.of("other"), 3));
    assertThat(outcome.unexpected().count()).isEqualTo(5);
    assertThat(outcome.corrupt()).isEqualTo(1);
    assertThat(outcome.observed()).isZero();
  }

  @Test
  void countsTracerAsLateOnlyWhenNeverInTime() {
    check.observe(new Tracer("r", 0, 1, 0), true);
    check.observe(new Tracer("r", 0, 2, 0), true);
    check.observe(new Tracer("r", 0, 2, 0), false);
    assertThat(check.outcome().late()).isEqualTo(1);
  }

  @Test
  void countsAllForeignRunsAndNamesTwenty() {
    for (int run = 0; run < 1_000; run++) {
      check.observe(new Tracer("run-" + run, 0, 0, 0), false);
    }
    assertThat(check.outcome().unexpected().foreign()).isEqualTo(1_000);
    assertThat(check.outcome().unexpected().foreignRuns()).hasSize(20).contains("run-0");
  }

  @ParameterizedTest
  @CsvSource({"ALL_ATTEMPTED, 50", "ONLY_ACKED, 40", "NONE, 0"})
  void countsFirmLossesByFirmness(Firmness firmness, long firmly) {
    ExpectedRun.Source source = new ExpectedRun.Source(50, SequenceRanges.parse("0..39"), 55);
    TracerCheck cutOff =
        new TracerCheck(List.of(new ExpectedRun("r", List.of(source), firmness)), Set.of());
    assertThat(cutOff.outcome().lost()).isEqualTo(50);
    assertThat(cutOff.outcome().firm().lost()).isEqualTo(firmly);
  }

  @Test
  void rejectsImpossibleSource() {
    SequenceRanges acked = SequenceRanges.firstOf(51);
    assertThatThrownBy(() -> new ExpectedRun.Source(50, acked, 55))
        .hasMessageContaining("beyond the 50 attempted");
    assertThatThrownBy(() -> new ExpectedRun.Source(1L << 31, SequenceRanges.EMPTY, 0))
        .hasMessageContaining("2147483648");
  }

  @Test
  void noticesTwoRunsWithOneId() {
    observe(0, 1, 2, 3, 3);
    assertThat(check.collisions()).as("copies are of one time").isEmpty();
    check.observe(new Tracer("r", 0, 2, 1_000), false);
    assertThat(check.collisions()).hasSize(1);
    assertThat(check.collisions().get(0)).contains("run r", "two runs have this id");
  }
}
