package dev.logproof.verify.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Loss statistics with the deployment as the sampling unit. */
class ClustersTest {
  @Test
  void computesIntervalOfArticleDeployments() {
    Clusters clusters = Clusters.of(List.of(2L, 3L, 3L));
    assertThat(clusters.mean()).isCloseTo(8 / 3.0, within(1e-12));
    assertThat(clusters.low()).isCloseTo(1.2324, within(1e-4));
    assertThat(clusters.high().orElseThrow()).isCloseTo(4.1009, within(1e-4));
    assertThat(clusters.losingShareHigh()).isEqualTo(1);
  }

  @Test
  void boundsLosingShareAfterTwentyWithoutLoss() {
    Clusters clusters = Clusters.of(Collections.nCopies(20, 0L));
    assertThat(clusters.mean()).isZero();
    assertThat(clusters.high()).isEmpty();
    assertThat(clusters.losingShareHigh()).isCloseTo(0.1684, within(1e-4));
  }

  @Test
  void returnsNoUpperBoundForOneDeployment() {
    assertThat(Clusters.of(List.of(5L)).high()).isEmpty();
  }

  @Test
  void clampsLowerBoundAtZero() {
    assertThat(Clusters.of(List.of(0L, 0L, 90L)).low()).isZero();
  }
}
