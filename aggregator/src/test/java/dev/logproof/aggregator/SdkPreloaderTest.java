package dev.logproof.aggregator;

import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;

/** Preloading needs no region, credentials or network. */
class SdkPreloaderTest {
  @Test
  void loadsWithoutConfiguration() {
    assertThatNoException().isThrownBy(SdkPreloader::load);
  }
}
