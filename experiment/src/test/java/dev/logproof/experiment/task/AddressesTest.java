package dev.logproof.experiment.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Only complete ready lines are parsed. */
class AddressesTest {
  @Test
  void replacesWildcardAddressByLoopback() {
    assertThat(Addresses.parse("ready forward=0.0.0.0:1 http=[::]:2 metrics=10.0.0.7:3"))
        .contains(new Addresses("127.0.0.1:1", "127.0.0.1:2", "10.0.0.7:3"));
  }

  @Test
  void rejectsTruncatedReadyLine() {
    assertThat(Addresses.parse("ready forward=0.0.0.0:1 http=0.0.0.0:2 metr")).isEmpty();
    assertThat(Addresses.parse("listening")).isEmpty();
  }
}
