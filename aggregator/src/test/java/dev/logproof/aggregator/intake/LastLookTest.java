package dev.logproof.aggregator.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Looks for data again when the last look is old. */
class LastLookTest {
  private static final long QUICK_NANOS = 10_000;

  private long nanos;
  private int looks;
  private int dataFrom = Integer.MAX_VALUE;
  private int slowLooks;
  private final LastLook lastLook = new LastLook(this::look, () -> nanos);

  private boolean look() {
    looks++;
    nanos += looks <= slowLooks ? LastLook.STALE_NANOS : QUICK_NANOS;
    return looks >= dataFrom;
  }

  @Test
  void looksOnceWhenTheLookIsQuick() {
    assertThat(lastLook.findsData()).isFalse();
    assertThat(looks).isEqualTo(1);
    assertThat(lastLook.ageNanos()).isEqualTo(QUICK_NANOS);
  }

  @Test
  void looksAgainAfterEachSlowLook() {
    slowLooks = 2;
    assertThat(lastLook.findsData()).isFalse();
    assertThat(looks).isEqualTo(3);
    assertThat(lastLook.ageNanos()).isEqualTo(QUICK_NANOS);
  }

  @Test
  void findsDataThatCameWhileTheThreadWaited() {
    slowLooks = 1;
    dataFrom = 2;
    assertThat(lastLook.findsData()).isTrue();
    assertThat(looks).isEqualTo(2);
  }

  @Test
  void endsWhenEveryLookIsSlow() {
    slowLooks = Integer.MAX_VALUE;
    assertThat(lastLook.findsData()).isFalse();
    assertThat(looks).isEqualTo(LastLook.MOST_LOOKS);
  }
}
