package dev.logproof.verify.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The numbers a sceptic would work out for himself. */
class ReliabilityTest {
  @Test
  void theArticlesLossGivesTheArticlesFigure() {
    assertThat(Reliability.byTheArticle(2.67, 18) * 100).isCloseTo(99.996, within(0.0005));
  }

  @Test
  void theIntervalIsClopperPearsons() {
    Reliability reliability = Reliability.of(5, 1_000);
    assertThat(reliability.share()).isEqualTo(0.995);
    assertThat(reliability.low()).isCloseTo(0.98837, within(1e-4));
    assertThat(reliability.high()).isCloseTo(0.99837, within(1e-4));
  }

  @Test
  void noneLostProvesNoMoreThanTheCountSupports() {
    assertThat(Reliability.of(0, 100).low()).isCloseTo(0.96378, within(1e-4));
    assertThat(Reliability.of(0, 100).high()).isEqualTo(1);
  }

  @Test
  void allLostIsTheMirrorImage() {
    assertThat(Reliability.of(100, 100).high()).isCloseTo(1 - 0.96378, within(1e-4));
  }

  @Test
  void withoutTracersAnythingIsPossible() {
    assertThat(Reliability.of(0, 0)).isEqualTo(new Reliability(0, 0, 1));
  }

  @Test
  void theArticlesClaimNeedsAboutSeventyFiveThousandTracers() {
    assertThat(Reliability.tracersNeeded(0.99996)).isBetween(74_000L, 76_000L);
  }
}
