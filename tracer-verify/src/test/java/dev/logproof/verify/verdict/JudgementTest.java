package dev.logproof.verify.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.verify.check.Outcome;
import dev.logproof.verify.verdict.Judgement.Evidence;
import dev.logproof.verify.verdict.Judgement.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which outcomes pass, which fail, and which prove nothing. */
class JudgementTest {
  private static final Evidence GOOD = new Evidence(List.of(), 3, true);

  private static Outcome outcome(long lost, long foreign, long neverSent, long corrupt) {
    return new Outcome(
        100,
        100,
        100 - lost,
        lost,
        lost,
        0,
        0,
        7,
        foreign,
        neverSent,
        corrupt,
        2,
        List.of(),
        List.of());
  }

  private static Verdict judge(Outcome outcome, Evidence evidence) {
    return Judgement.of(outcome, evidence).verdict();
  }

  @Test
  void everythingArrivedPassesDuplicatesAndForeignTracersOrNot() {
    assertThat(judge(outcome(0, 5, 0, 0), GOOD)).isEqualTo(Verdict.PASS);
  }

  @Test
  void oneLostTracerFails() {
    Judgement judgement = Judgement.of(outcome(1, 0, 0, 0), GOOD);
    assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(judgement.reasons().toString()).contains("1 of 100");
  }

  @Test
  void damageFails() {
    assertThat(judge(outcome(0, 0, 0, 1), GOOD)).isEqualTo(Verdict.FAIL);
    assertThat(judge(outcome(0, 0, 1, 0), GOOD)).isEqualTo(Verdict.FAIL);
  }

  @Test
  void aRunThatDoesNotCountProvesNothing() {
    Evidence invalid = new Evidence(List.of("missed its rate"), 3, true);
    assertThat(judge(outcome(0, 0, 0, 0), invalid)).isEqualTo(Verdict.UNKNOWN);
    assertThat(judge(outcome(1, 0, 0, 0), invalid)).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void nothingReadProvesNothing() {
    assertThat(judge(outcome(100, 0, 0, 0), new Evidence(List.of(), 0, true)))
        .isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void lateIsNotLostUntilTheDestinationHasSettled() {
    assertThat(judge(outcome(1, 0, 0, 0), new Evidence(List.of(), 3, false)))
        .isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void noTracerSentProvesNothing() {
    Outcome none = new Outcome(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, List.of(), List.of());
    assertThat(judge(none, GOOD)).isEqualTo(Verdict.UNKNOWN);
  }
}
