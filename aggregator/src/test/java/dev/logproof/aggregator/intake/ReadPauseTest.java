package dev.logproof.aggregator.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests when an event loop pauses between reads. */
class ReadPauseTest {
  private static final long MILLI = 1_000_000;
  private static final long PERIOD = 1L << 30;

  private long now = 9 * PERIOD;
  private final ReadPause pauses = new ReadPause(now);
  private final ReadPause.Client client = pauses.join();

  @BeforeEach
  void learnsTheClient() {
    for (int read = 0; read < ReadPause.READS_TO_LEARN; read++) {
      client.read(1_000);
      pauses.nextNanos(now);
    }
    now += PERIOD;
    pauses.nextNanos(now);
  }

  @Test
  void pausesAfterReadsThatFollowCloselyUponEachOther() {
    assertEquals(0, wakeUps(99, MILLI, 1_000));

    assertEquals(ReadPause.PAUSE_NANOS, wakeUps(2, MILLI, 1_000));
    assertFalse(pauses.isExact());
  }

  @Test
  void doesNotPauseForRareReads() {
    assertEquals(0, wakeUps(300, 4 * MILLI, 1_000));
    assertTrue(pauses.isExact());
  }

  @Test
  void goesOnPausingWhilePausesReplaceWakeUps() {
    wakeUps(101, MILLI, 1_000);

    assertEquals(ReadPause.PAUSE_NANOS, wakeUps(200, 6 * MILLI, 1_000));
    assertEquals(0, wakeUps(200, 13 * MILLI, 1_000));
  }

  @Test
  void doesNotPauseWithoutDataOrWhileItPilesUp() {
    wakeUps(101, MILLI, 1_000);

    assertEquals(0, pauses.nextNanos(now));
    assertEquals(0, wakeUps(1, MILLI, ReadPause.MOST_BYTES + 1));
    assertEquals(ReadPause.PAUSE_NANOS, wakeUps(1, MILLI, 1_000));
  }

  @Test
  void doesNotPauseWhileAClientNeedsPromptReads() {
    wakeUps(101, MILLI, 1_000);
    ReadPause.Client prompt = pauses.join();
    prompt.needsPromptReads();
    prompt.needsPromptReads();

    assertEquals(0, wakeUps(1, MILLI, 1_000));
    prompt.leave();
    prompt.needsPromptReads();
    assertEquals(ReadPause.PAUSE_NANOS, wakeUps(1, MILLI, 1_000));
  }

  @Test
  void doesNotPauseBehindReadsOfNewClients() {
    wakeUps(101, MILLI, 1_000);
    ReadPause.Client another = pauses.join();

    for (int read = 0; read <= ReadPause.READS_TO_LEARN; read++) {
      another.read(1_000);
      assertEquals(0, wakeUps(1, MILLI / 4, 1_000));
    }
    another.read(1_000);
    assertEquals(ReadPause.PAUSE_NANOS, wakeUps(1, MILLI, 1_000));
  }

  @Test
  void learnsGapsFromTimeToTime() {
    now = 16 * PERIOD - 500 * MILLI;
    assertEquals(ReadPause.PAUSE_NANOS, wakeUps(202, MILLI, 1_000));

    now = 16 * PERIOD;
    assertEquals(0, wakeUps(100, MILLI, 1_000));
    now = 17 * PERIOD;
    assertEquals(ReadPause.PAUSE_NANOS, wakeUps(202, MILLI, 1_000));
  }

  /** Returns the pause after the last of {@code times} wake-ups. */
  private long wakeUps(int times, long gapNanos, int bytes) {
    long pause = 0;
    for (int i = 0; i < times; i++) {
      now += gapNanos;
      client.read(bytes);
      pause = pauses.nextNanos(now);
    }
    return pause;
  }
}
