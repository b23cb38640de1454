package dev.logproof.verify.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Latencies in seconds, from sending to writing. */
class LatenciesTest {
  @Test
  void truncatesSecondsAndClampsAtZero() {
    assertThat(Latencies.seconds(1_000_000, 3_999)).isEqualTo(2);
    assertThat(Latencies.seconds(1_000_001, 4_000)).isEqualTo(2);
    assertThat(Latencies.seconds(9_000_000, 4_000)).isZero();
  }

  @Test
  void computesExactPercentilesAndMaximum() {
    Latencies latencies = new Latencies();
    latencies.add(7, 90);
    latencies.add(300, 9);
    Latencies more = new Latencies();
    more.add(1_999, 1);
    latencies.add(more);
    assertThat(latencies.count()).isEqualTo(100);
    assertThat(latencies.percentileSeconds(50)).isEqualTo(7);
    assertThat(latencies.percentileSeconds(90)).isEqualTo(7);
    assertThat(latencies.percentileSeconds(99)).isEqualTo(300);
    assertThat(latencies.maxSeconds()).isEqualTo(1_999);
    assertThat(new Latencies().percentileSeconds(50)).isZero();
  }
}
