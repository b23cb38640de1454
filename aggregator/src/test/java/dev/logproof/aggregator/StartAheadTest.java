package dev.logproof.aggregator;

import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;

/** What is loaded ahead needs neither a region nor credentials nor a network. */
class StartAheadTest {
  @Test
  void itLoadsWhereNothingIsConfigured() {
    assertThatNoException().isThrownBy(StartAhead::load);
  }
}
