package dev.logproof.verify.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.verify.check.Outcome;
import dev.logproof.verify.check.Outcome.Unexpected;
import dev.logproof.verify.verdict.Evidence.Scanned;
import dev.logproof.verify.verdict.VerdictDecision.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Outcomes that pass, that fail, and that are inconclusive. */
class VerdictDecisionTest {
  /** The columns are the findings and the quality of the evidence. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # lost | firmly | corrupt | neverSent | invalid | cutOff | objects | end       | verdict
               0 |      0 |       0 |         0 | false   | false  |       3 | SETTLED   | PASS
               0 |      0 |       0 |         0 | false   | false  |       3 | TIMED_OUT | PASS
               1 |      1 |       0 |         0 | false   | false  |       3 | SETTLED   | FAIL
               0 |      0 |       1 |         0 | false   | false  |       3 | SETTLED   | FAIL
               0 |      0 |       0 |         1 | false   | false  |       3 | SETTLED   | FAIL
               1 |      1 |       0 |         0 | false   | false  |       3 | TIMED_OUT | UNKNOWN
               0 |      0 |       0 |         0 | false   | false  |       3 | STOPPED   | UNKNOWN
             100 |    100 |       0 |         0 | false   | false  |       0 | SETTLED   | UNKNOWN
               0 |      0 |       0 |         0 | true    | false  |       3 | SETTLED   | UNKNOWN
               1 |      1 |       0 |         0 | true    | false  |       3 | SETTLED   | UNKNOWN
               0 |      0 |       0 |         0 | false   | true   |       3 | SETTLED   | UNKNOWN
               1 |      0 |       0 |         0 | false   | true   |       3 | SETTLED   | UNKNOWN
               2 |      1 |       0 |         0 | false   | true   |       3 | SETTLED   | FAIL
               2 |      1 |       0 |         0 | false   | true   |       3 | TIMED_OUT | UNKNOWN
               0 |      0 |       1 |         0 | false   | true   |       3 | SETTLED   | FAIL
          """)
  void decidesVerdictFromEvidence(
      long lost,
      long firmly,
      long corrupt,
      long neverSent,
      boolean invalid,
      boolean cutOff,
      long objects,
      ScanEnd end,
      Verdict verdict) {
    Evidence evidence =
        new Evidence(
            invalid ? List.of("missed its rate") : List.of(),
            cutOff ? List.of("no end") : List.of(),
            List.of(),
            Scanned.whole(objects, end));
    Unexpected unexpected = new Unexpected(0, 0, List.of(), neverSent);
    VerdictDecision decision =
        VerdictDecision.of(outcome(lost, firmly, corrupt, unexpected), evidence);
    assertThat(decision.verdict()).isEqualTo(verdict);
    assertThat(decision.reasons()).isNotEmpty();
  }

  private static final Evidence GOOD =
      new Evidence(List.of(), List.of(), List.of(), Scanned.whole(3, ScanEnd.SETTLED));

  /** Has duplicates and late tracers, which never decide. */
  private static Outcome outcome(long lost, long firmly, long corrupt, Unexpected unexpected) {
    return new Outcome(
        100,
        100,
        100 - lost,
        lost,
        lost,
        new Outcome.Firm(firmly, firmly, unexpected.neverSent()),
        0,
        7,
        unexpected,
        corrupt,
        2,
        Outcome.Ranges.NONE);
  }

  @Test
  void statesLostAndTotalOnFailure() {
    assertThat(VerdictDecision.of(outcome(1, 1, 0, Unexpected.NONE), GOOD).reasons())
        .containsExactly("1 of 100 tracers are lost, 1 of them although accepted");
  }

  @Test
  void reportsTracersAsNotFoundWhenStopped() {
    Evidence stopped =
        new Evidence(List.of(), List.of(), List.of(), Scanned.whole(0, ScanEnd.STOPPED));
    assertThat(VerdictDecision.of(outcome(100, 100, 0, Unexpected.NONE), stopped).reasons())
        .containsExactly(
            "stopped by a signal before the destination was read to its end",
            "100 of 100 tracers were not found so far, 100 of them accepted");
  }

  @Test
  void passesWithTracersOfOtherRunsAndNamesThem() {
    List<String> runs = List.of("a", "b", "c", "d", "e", "f");
    VerdictDecision decision =
        VerdictDecision.of(outcome(0, 0, 0, new Unexpected(4, 9, runs, 0)), GOOD);
    assertThat(decision.verdict()).isEqualTo(Verdict.PASS);
    assertThat(decision.reasons())
        .hasSize(3)
        .anyMatch(reason -> reason.contains("4 tracers of earlier runs"))
        .anyMatch(
            reason -> reason.contains("9 tracers") && reason.contains("(a, b, c, d, e, ...)"));
  }

  @Test
  void isUnknownWithoutSentTracers() {
    Outcome none =
        new Outcome(
            0,
            0,
            0,
            0,
            0,
            new Outcome.Firm(0, 0, 0),
            0,
            0,
            Unexpected.NONE,
            0,
            0,
            Outcome.Ranges.NONE);
    assertThat(VerdictDecision.of(none, GOOD).verdict()).isEqualTo(Verdict.UNKNOWN);
  }
}
