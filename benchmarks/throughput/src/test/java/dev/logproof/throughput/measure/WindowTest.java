package dev.logproof.throughput.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tests when a rate counts as held. */
class WindowTest {
  private static final double FLUSH_SECONDS = 1;

  private static Window of(long sent, long backlogBefore, long backlogAfter) {
    return new Window(
        30, 300_000, sent, sent + backlogBefore - backlogAfter, backlogBefore, backlogAfter);
  }

  @Test
  void acceptsBacklogWithinFlushInterval() {
    assertThat(of(300_000, 5_000, 19_000).missed(FLUSH_SECONDS)).isEmpty();
  }

  @Test
  void objectsToLoadBelowTarget() {
    assertThat(of(296_000, 0, 0).missed(FLUSH_SECONDS))
        .containsExactly("missed: sent 1.3 % less than the scheduled load");
    assertThat(of(298_000, 0, 0).missed(FLUSH_SECONDS)).isEmpty();
  }

  @Test
  void objectsToAggregatorThatFallsBehind() {
    assertThat(of(300_000, 5_000, 29_000).missed(FLUSH_SECONDS))
        .containsExactly("missed: fell behind the offered load by 3.0 %");
  }

  @Test
  void objectsToAggregatorStillCatchingUp() {
    assertThat(of(300_000, 200_000, 150_000).missed(FLUSH_SECONDS))
        .containsExactly("missed: was still processing the warm-up backlog, by 16.7 %");
    assertThat(of(312_000, 5_000, 5_000).missed(FLUSH_SECONDS))
        .containsExactly("missed: was still processing the warm-up backlog, by 4.0 %");
  }
}
