package dev.logproof.aggregator;

import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;

/** What is loaded ahead needs neither a region nor credentials nor a network. */
class SdkPreloaderTest {
  @Test
  void itLoadsWhereNothingIsConfigured() {
    assertThatNoException().isThrownBy(SdkPreloader::load);
  }
}
