package dev.logproof.verify.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.record.result.VerdictResult.SourceRanges;
import dev.logproof.record.tracer.SequenceRanges;
import dev.logproof.record.tracer.Tracer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Plants every defect there is, and must see each reported exactly. */
class TracerCheckTest {
  private static ExpectedRun run(String runId, long attempted, String acked, long reserved) {
    ExpectedRun.Source source =
        new ExpectedRun.Source(attempted, SequenceRanges.parse(acked), reserved);
    return new ExpectedRun(runId, List.of(source, source));
  }

  private final TracerCheck check = new TracerCheck(List.of(run("r", 50, "0..39", 55)));

  private void observe(int source, long... sequences) {
    LongStream.of(sequences).forEach(n -> check.observe(new Tracer("r", source, n, 0), false));
  }

  private void observeAllBut(int source, SequenceRanges missing) {
    LongStream.range(0, 50).filter(n -> !missing.contains(n)).forEach(n -> observe(source, n));
  }

  @Test
  void lossesAreReportedAsRangesAndSplitByPromise() {
    SequenceRanges lost = SequenceRanges.parse("0, 17..19, 38..41, 49");
    observeAllBut(0, lost);
    observeAllBut(1, SequenceRanges.EMPTY);
    Outcome outcome = check.outcome();
    assertThat(outcome.attempted()).isEqualTo(100);
    assertThat(outcome.lost()).isEqualTo(9);
    assertThat(outcome.lostAcked()).isEqualTo(6);
    assertThat(outcome.lostUnacked()).isEqualTo(3);
    assertThat(outcome.lostRanges()).containsExactly(new SourceRanges("r", 0, lost));
    assertThat(outcome.recovered()).isEqualTo(10 + 7);
    assertThat(check.nothingMissing()).isFalse();
  }

  @Test
  void nothingSeenIsEverythingLost() {
    assertThat(check.outcome().lostRanges())
        .containsExactly(
            new SourceRanges("r", 0, SequenceRanges.firstOf(50)),
            new SourceRanges("r", 1, SequenceRanges.firstOf(50)));
  }

  @Test
  void duplicatesAreCountedAsCopiesBeyondTheFirst() {
    observeAllBut(0, SequenceRanges.EMPTY);
    observeAllBut(1, SequenceRanges.EMPTY);
    observe(1, 7, 7, 8, 30);
    Outcome outcome = check.outcome();
    assertThat(outcome.duplicated()).isEqualTo(4);
    assertThat(outcome.duplicatedRanges())
        .containsExactly(new SourceRanges("r", 1, SequenceRanges.parse("7..8, 30")));
    assertThat(outcome.lost()).isZero();
  }

  @Test
  void whatWasReservedMayArriveOrNot() {
    observe(0, 52);
    assertThat(check.outcome().neverSent()).isZero();
    assertThat(check.outcome().lost()).isEqualTo(100);
    assertThat(check.outcome().observed()).isEqualTo(1);
  }

  @Test
  void foreignAndImpossibleTracersAreUnexpected() {
    check.observe(new Tracer("other", 0, 1, 0), false);
    observe(0, 55, 1_000_000_000_000L);
    observe(2, 0);
    check.observeCorrupt();
    Outcome outcome = check.outcome();
    assertThat(outcome.foreign()).isEqualTo(1);
    assertThat(outcome.neverSent()).isEqualTo(3);
    assertThat(outcome.unexpected()).isEqualTo(4);
    assertThat(outcome.corrupt()).isEqualTo(1);
    assertThat(outcome.observed()).isZero();
  }

  @Test
  void lateIsOnlyWhatWasNeverInTime() {
    check.observe(new Tracer("r", 0, 1, 0), true);
    check.observe(new Tracer("r", 0, 2, 0), true);
    check.observe(new Tracer("r", 0, 2, 0), false);
    assertThat(check.outcome().late()).isEqualTo(1);
  }

  @RepeatedTest(50)
  void anySightingsAreCountedAsANaiveModelCountsThem(RepetitionInfo repetition) {
    long seed = repetition.getCurrentRepetition();
    SplittableRandom random = new SplittableRandom(seed);
    int[] copies = new int[50];
    for (int i = random.nextInt(200); i > 0; i--) {
      int sequence = random.nextInt(50);
      copies[sequence]++;
      observe(0, sequence);
    }
    SequenceRanges.Builder lost = new SequenceRanges.Builder();
    long duplicated = 0;
    for (int n = 0; n < 50; n++) {
      if (copies[n] == 0) {
        lost.add(n);
      }
      duplicated += Math.max(0, copies[n] - 1);
    }
    assertThat(check.outcome().duplicated()).as("seed %d", seed).isEqualTo(duplicated);
    SequenceRanges expected = lost.build();
    SequenceRanges reported =
        check.outcome().lostRanges().stream()
            .filter(ranges -> ranges.source() == 0)
            .map(SourceRanges::ranges)
            .findFirst()
            .orElse(SequenceRanges.EMPTY);
    assertThat(reported).as("seed %d", seed).isEqualTo(expected);
  }
}
