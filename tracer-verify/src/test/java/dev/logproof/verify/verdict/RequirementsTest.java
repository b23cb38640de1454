package dev.logproof.verify.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.verify.check.Outcome;
import dev.logproof.verify.verdict.Evidence.Scanned;
import dev.logproof.verify.verdict.VerdictDecision.Verdict;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Effect of thresholds and required reliability on the verdict. */
class RequirementsTest {
  private static final Evidence SETTLED =
      new Evidence(List.of(), List.of(), List.of(), Scanned.whole(1, ScanEnd.SETTLED));

  private static Outcome outcome(long attempted, long lost, long duplicated) {
    return new Outcome(
        attempted,
        attempted,
        attempted - lost,
        lost,
        lost,
        new Outcome.Firm(lost, lost, 0),
        0,
        duplicated,
        Outcome.Unexpected.NONE,
        0,
        0,
        Outcome.Ranges.NONE);
  }

  private static VerdictDecision decide(Outcome outcome, double required, String... limits) {
    List<Threshold> thresholds = Stream.of(limits).map(Threshold::parse).toList();
    return VerdictDecision.of(outcome, SETTLED, new Requirements(thresholds, required));
  }

  @ParameterizedTest
  @CsvSource({
    "lost<=3, PASS",
    "lost<3, FAIL",
    "lost>=3, PASS",
    "lost==3, PASS",
    "lost>3, FAIL",
    "reliability>=99.7%, PASS",
    "reliability>=0.998, FAIL"
  })
  void replacesBuiltInRuleByLimitForLoss(String limit, Verdict expected) {
    assertThat(decide(outcome(1_000, 3, 0), 0, limit).verdict()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 1, reliability>=99.9%, PASS",
    "1000, 1, reliability>=0.999, PASS",
    "1000, 2, reliability>=99.9%, FAIL",
    "1000, 1, reliability==99.9%, PASS",
    "1000, 1, reliability>99.9%, FAIL",
    "3000, 3, reliability>=99.9%, PASS",
    "10000000000, 1, reliability>=99.99999999%, PASS",
    "10000000000, 2, reliability>=99.99999999%, FAIL",
    "1000, 10, lost<=1%, PASS",
    "1000, 11, lost<=1%, FAIL",
    "1000, 10, lost<1%, FAIL",
    "1000, 7, lost<=0.7%, PASS",
    "300, 1, lost<=0.33%, FAIL",
    "1000, 7, lost<=7, PASS"
  })
  void comparesExactlyAtTheLimit(long attempted, long lost, String limit, Verdict expected) {
    assertThat(decide(outcome(attempted, lost, 0), 0, limit).verdict()).isEqualTo(expected);
  }

  @Test
  void comparesEveryShareOfEveryCountExactly() {
    for (long attempted = 1; attempted <= 400; attempted++) {
      for (long lost = 0; lost <= attempted; lost++) {
        BigDecimal exact = BigDecimal.valueOf(lost * 100);
        boolean atMost = exact.compareTo(BigDecimal.valueOf(attempted * 7)) <= 0;
        assertThat(Threshold.parse("lost<=7%").holds(outcome(attempted, lost, 0)))
            .as("%d of %d", lost, attempted)
            .isEqualTo(atMost);
        assertThat(Threshold.parse("reliability>=93%").holds(outcome(attempted, lost, 0)))
            .as("%d of %d", lost, attempted)
            .isEqualTo(atMost);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"attempted>=10%", "lost<=101%", "reliability>=99.9", "late<=200%"})
  void rejectsInvalidShare(String text) {
    assertThatThrownBy(() -> Threshold.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text)
        .hasMessageContaining("expected");
  }

  @Test
  void keepsLossRuleWithLimitForOtherFigure() {
    Outcome outcome = outcome(1_000, 3, 5);
    assertThat(decide(outcome, 0, "duplicated<=5").verdict()).isEqualTo(Verdict.FAIL);
    VerdictDecision both = decide(outcome, 0, "duplicated<5", "lost<=3");
    assertThat(both.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(both.reasons())
        .containsExactly("threshold duplicated<5 is not kept: duplicated is 5");
  }

  @Test
  void decidesClaimByInterval() {
    assertThat(decide(outcome(100_000, 0, 0), 0.99996).verdict()).isEqualTo(Verdict.PASS);
    assertThat(decide(outcome(100_000, 40, 0), 0.99996).verdict()).isEqualTo(Verdict.FAIL);
    VerdictDecision few = decide(outcome(1_000, 0, 0), 0.99996);
    assertThat(few.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(few.reasons().get(0))
        .contains("the required 99.9960 % is not proved", "it requires 92221 tracers, none lost");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lots<=0", "lost", "lost=<0", "lost<=x", "", "lost<=-1"})
  void rejectsMalformedThresholdListingFigures(String text) {
    assertThatThrownBy(() -> Threshold.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("attempted, lost, lost-acked")
        .hasMessageContaining("such as lost<=0");
  }
}
