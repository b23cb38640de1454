package dev.logproof.experiment.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Deployments are repeated until the asked precision is reached, and their proof is worded. */
class LossRuleTest {
  private static final LossRule HALF = new LossRule(0.5);
  private static final long SEED = 20261129;

  private static List<Long> zeros(int number) {
    return Collections.nCopies(number, 0L);
  }

  @Test
  void parsesEachSpellingOfPlusMinus() {
    assertThat(LossRule.parse("lost per deployment ± 0.5")).isEqualTo(HALF);
    assertThat(LossRule.parse(" lost per deployment +-0.5 ")).isEqualTo(HALF);
    assertThat(LossRule.parse("lost per deployment +/- 2")).isEqualTo(new LossRule(2));
  }

  @Test
  void rejectsOtherFormsSayingWhatIsExpected() {
    for (String bad :
        List.of("", "lost ± 0.5", "lost per deployment 0.5", "lost per deployment ± 0")) {
      assertThatThrownBy(() -> LossRule.parse(bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'" + bad + "'")
          .hasMessageContaining("lost per deployment ± N");
    }
  }

  @Test
  void needsSixDeploymentsWithoutLossForHalf() {
    assertThat(HALF.isReached(List.of())).isFalse();
    assertThat(HALF.isReached(zeros(5))).isFalse();
    assertThat(HALF.isReached(zeros(6))).isTrue();
    assertThat(HALF.closing(zeros(6)))
        .isEqualTo(
            "0 lost in 6 deployments: with 95 % confidence at most 0.50 lost per deployment if"
                + " lines are lost one by one, and at most 46 % of deployments lose any; ± 0.5 is"
                + " reached");
    assertThat(HALF.closing(zeros(2))).endsWith("± 0.5 needs about 4 more with the same losses");
  }

  @Test
  void doesNotTakeEqualLossesForCertainty() {
    assertThat(HALF.isReached(List.of(3L, 3L, 3L))).isFalse();
    assertThat(HALF.closing(List.of(3L, 3L, 3L))).contains("3.00 per deployment, 95 % interval");
  }

  @Test
  void countsSpreadOfDeployments() {
    List<Long> bursts = List.of(0L, 0L, 30L, 0L, 0L, 0L, 0L, 0L);
    assertThat(HALF.isReached(bursts)).isFalse();
    assertThat(new LossRule(9).isReached(bursts)).isTrue();
    assertThat(HALF.closing(bursts)).contains("30 lost in 8 deployments: 3.75 per deployment");
    assertThat(HALF.closing(bursts)).matches(".*needs about \\d{4} more with the same losses");
  }

  @Test
  void knowsNothingAboutLossOfOneDeployment() {
    assertThat(new LossRule(1000).isReached(List.of(7L))).isFalse();
    assertThat(HALF.closing(List.of(7L))).contains("one deployment shows no interval");
    assertThat(HALF.closing(List.of())).startsWith("no deployment was measured");
  }

  @Test
  void predictsTheNumberOfDeploymentsThatSuffice() {
    List<Long> losses = new ArrayList<>(List.of(1L, 2L, 3L, 2L));
    String closing = HALF.closing(losses);
    int more = Integer.parseInt(closing.replaceAll(".* needs about (\\d+) more.*", "$1"));
    for (int added = 0; added < more; added += 4) {
      losses.addAll(List.of(1L, 2L, 3L, 2L));
    }
    assertThat(HALF.isReached(losses)).isTrue();
  }

  @Test
  void coversTheTrueMeanOnceReached() {
    Random random = new Random(SEED);
    int covered = 0;
    int runs = 1000;
    for (int run = 0; run < runs; run++) {
      List<Long> losses = new ArrayList<>();
      while (!HALF.isReached(losses)) {
        losses.add(poisson(1, random));
      }
      double mean = losses.stream().mapToLong(Long::longValue).average().orElseThrow();
      covered += Math.abs(mean - 1) <= 0.5 ? 1 : 0;
    }
    assertThat((double) covered / runs).as("seed %d", SEED).isGreaterThan(0.93);
  }

  private static long poisson(double mean, Random random) {
    long events = -1;
    for (double time = 0; time < mean; events++) {
      time -= Math.log(1 - random.nextDouble());
    }
    return events;
  }
}
