package dev.logproof.aggregator.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** A connection's lifecycle has one direction. */
class ConnectionStateTest {
  @Test
  void entersLaterStatesOnly() {
    for (ConnectionState from : ConnectionState.values()) {
      for (ConnectionState to : ConnectionState.values()) {
        if (to.compareTo(from) > 0) {
          assertThat(from.to(to)).isEqualTo(to);
        } else {
          assertThatThrownBy(() -> from.to(to))
              .isInstanceOf(IllegalStateException.class)
              .hasMessage(from + " cannot become " + to);
        }
      }
    }
  }

  @Test
  void takesEventsUntilAcknowledgementsAreAwaited() {
    assertThat(ConnectionState.OPEN.mayBringEvents()).isTrue();
    assertThat(ConnectionState.DRAINING.mayBringEvents()).isTrue();
    assertThat(ConnectionState.AWAITING_ACKS.mayBringEvents()).isFalse();
    assertThat(ConnectionState.HALF_CLOSED.mayBringEvents()).isFalse();
    assertThat(ConnectionState.CLOSED.mayBringEvents()).isFalse();
  }
}
