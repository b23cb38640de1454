package dev.logproof.aggregator.rebalance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.intake.Connections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Warms up before the first reset, and ends when asked to. */
class RebalancerTest {
  @Test
  void warmsUpOnceAndOnlyWhenConnectionsShallMove() throws InterruptedException {
    int[] warmUps = {0};
    Rebalancer rebalancer = new Rebalancer(new Connections(), () -> warmUps[0]++, System::nanoTime);
    rebalancer.step(0);
    assertThat(warmUps[0]).isZero();
    rebalancer.step(0.5);
    rebalancer.step(0.5);
    assertThat(warmUps[0]).isOne();
  }

  @Test
  void actsOnRequestWithoutWaitingForItsPeriod() throws InterruptedException {
    CountDownLatch acted = new CountDownLatch(1);
    Rebalancer rebalancer = new Rebalancer(new Connections(), acted::countDown, System::nanoTime);
    rebalancer.start();
    rebalancer.shed(1);
    assertThat(acted.await(20, TimeUnit.SECONDS)).isTrue();
    rebalancer.stop();
  }
}
