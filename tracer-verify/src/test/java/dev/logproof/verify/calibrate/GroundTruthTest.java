package dev.logproof.verify.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.record.tracer.SequenceRanges;
import dev.logproof.record.tracer.Tracer;
import dev.logproof.verify.check.ExpectedRun;
import dev.logproof.verify.check.Outcome;
import dev.logproof.verify.check.TracerCheck;
import dev.logproof.verify.verdict.VerdictDecision.Verdict;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Detects every deviation from the ground truth. */
class GroundTruthTest {
  private static final GroundTruth TRUTH =
      new GroundTruth(20, List.of(tracer(3), tracer(4)), List.of(tracer(7)), List.of(tracer(9)), 1);

  private static Tracer tracer(long sequence) {
    return new Tracer("r", 0, sequence, 0);
  }

  /** Outcome of a correct verifier, unless {@code missing} or {@code also} changes it. */
  private static Outcome said(Set<Long> missing, LongConsumer also, TracerCheck check) {
    LongStream.range(0, 20)
        .filter(n -> !missing.contains(n))
        .forEach(n -> check.observe(tracer(n), n == 11));
    check.observe(tracer(7), false);
    check.observeCorrupt();
    also.accept(0);
    return check.outcome();
  }

  private static TracerCheck check() {
    ExpectedRun.Source source = new ExpectedRun.Source(20, SequenceRanges.firstOf(20), 20);
    return new TracerCheck(
        List.of(new ExpectedRun("r", List.of(source), ExpectedRun.Firmness.ALL_ATTEMPTED)),
        Set.of());
  }

  @Test
  void acceptsExactOutcome() {
    Outcome outcome = said(Set.of(3L, 4L, 9L), n -> {}, check());
    assertThat(TRUTH.mismatches(outcome, Verdict.FAIL)).isEmpty();
  }

  @Test
  void detectsWrongLostTracers() {
    Outcome finds = said(Set.of(3L, 9L), n -> {}, check());
    assertThat(TRUTH.mismatches(finds, Verdict.FAIL))
        .contains(
            "lost: expected 3, reported 2",
            "lost tracers: expected {0=3..4, 9}, reported {0=3, 9}");
    Outcome another = said(Set.of(3L, 5L, 9L), n -> {}, check());
    assertThat(TRUTH.mismatches(another, Verdict.FAIL))
        .containsExactly("lost tracers: expected {0=3..4, 9}, reported {0=3, 5, 9}");
  }

  @Test
  void detectsExcessCounts() {
    TracerCheck check = check();
    Outcome more =
        said(
            Set.of(3L, 4L, 9L),
            n -> {
              check.observe(tracer(8), false);
              check.observeCorrupt();
              check.observe(tracer(99), false);
              check.observe(new Tracer("other", 0, 1, 0), false);
            },
            check);
    assertThat(TRUTH.mismatches(more, Verdict.PASS))
        .contains(
            "duplicated: expected 1, reported 2",
            "corrupt: expected 1, reported 2",
            "never sent: expected 0, reported 1",
            "of other runs: expected 0, reported 1",
            "verdict: expected FAIL, reported PASS");
  }

  @Test
  void containsEveryCombinationOnce() {
    List<CalibrationCase> cells =
        CalibrationCase.grid(
            List.of(0, 1), List.of(0, 2), List.of(0), List.of(0, 3), List.of(false, true), 5);
    assertThat(cells).hasSize(16).extracting(CalibrationCase::planted).doesNotHaveDuplicates();
    assertThat(cells).extracting(CalibrationCase::seed).doesNotHaveDuplicates();
  }
}
