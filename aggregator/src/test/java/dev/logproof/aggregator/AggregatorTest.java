package dev.logproof.aggregator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Derives the parts of a task from its configuration. */
class AggregatorTest {
  @Test
  void makesAsManyEventLoopsAsWorkersUpToHalfTheProcessors() {
    assertThat(Aggregator.eventLoops(1, 4)).isEqualTo(1);
    assertThat(Aggregator.eventLoops(4, 1)).isEqualTo(1);
    assertThat(Aggregator.eventLoops(4, 4)).isEqualTo(2);
    assertThat(Aggregator.eventLoops(256, 2)).isEqualTo(1);
  }
}
