package dev.logproof.aggregator.intake;

import io.netty.channel.Channel;

/**
 * Decides when an event loop pauses between reads, so that one wake-up reads the data of several:
 * at medium load, wake-ups cost more than the events. A wait delays events by at most {@link
 * #PAUSE_NANOS}. There is none while little arrives, since a wait is a wake-up itself, while data
 * piles up, or while any client of the loop needs prompt reads. See docs/decisions/030-wake-ups.md.
 * Confined to its event loop.
 */
final class ReadPause {
  static final long PAUSE_NANOS = 5_000_000;

  /** A read of more says that data piles up: at this pause, 6.5 MB/s of one connection. */
  static final int MOST_BYTES = 32 * 1024;

  /** Gaps of a new client are learned from so many reads, without pauses behind them. */
  static final int READS_TO_LEARN = 1024;

  /** Later, gaps of all clients are learned in one of so many periods of 2^30 ns. */
  private static final int PERIODS_PER_LEARNING = 8;

  private static final int PERIOD_SHIFT = 30;
  private static final long WINDOW_NANOS = 100_000_000;
  private static final long PAUSES_PER_WINDOW = WINDOW_NANOS / PAUSE_NANOS;

  /** A pause is a wake-up itself, so it must replace more than one. */
  private static final long WAKE_UPS_TO_BEGIN = 3 * PAUSES_PER_WINDOW / 2;

  /** With fewer, most pauses are followed by a wait for data. */
  private static final long WAKE_UPS_TO_GO_ON = PAUSES_PER_WINDOW / 2;

  private int promptClients;
  private long windowBeganNanos;
  private int wakeUps;
  private boolean worthwhile;
  private boolean broughtData;
  private boolean mayPause;
  private boolean exact = true;

  ReadPause(long nowNanos) {
    windowBeganNanos = nowNanos;
  }

  /** Returns those of the event loop of {@code channel}, or unused ones if it has none. */
  static ReadPause of(Channel channel) {
    return channel.eventLoop() instanceof InputLoop loop
        ? loop.readPause()
        : new ReadPause(System.nanoTime());
  }

  Client join() {
    return new Client();
  }

  /** Returns how long to wait before the next look at the sockets; called once per look. */
  long nextNanos(long nowNanos) {
    if (broughtData) {
      wakeUps++;
    }
    if (nowNanos - windowBeganNanos >= WINDOW_NANOS) {
      decide(nowNanos);
    }
    boolean pauses =
        worthwhile && broughtData && mayPause && promptClients == 0 && !isLearning(nowNanos);
    broughtData = false;
    mayPause = true;
    exact = !pauses;
    return pauses ? PAUSE_NANOS : 0;
  }

  private void decide(long nowNanos) {
    boolean isCurrent = nowNanos - windowBeganNanos < 2 * WINDOW_NANOS;
    long least = worthwhile ? WAKE_UPS_TO_GO_ON : WAKE_UPS_TO_BEGIN;
    worthwhile = isCurrent && wakeUps >= least;
    wakeUps = 0;
    windowBeganNanos = nowNanos;
  }

  private static boolean isLearning(long nowNanos) {
    return (nowNanos >>> PERIOD_SHIFT) % PERIODS_PER_LEARNING == 0;
  }

  /** Returns whether data that is read now arrived just now, and not during a pause. */
  boolean isExact() {
    return exact;
  }

  private enum Needs {
    NO_PROMPT_READS,
    PROMPT_READS,
    /** The client has gone. */
    NOTHING
  }

  /** One connection of this event loop. */
  final class Client {
    private int readsLearned;
    private Needs needs = Needs.NO_PROMPT_READS;

    private Client() {}

    /** Records the bytes of one read; 0 if it found none. */
    void read(int bytes) {
      if (bytes == 0) {
        return;
      }
      broughtData = true;
      boolean isNew = readsLearned < READS_TO_LEARN;
      if (isNew && exact) {
        readsLearned++;
      }
      mayPause &= !isNew && bytes <= MOST_BYTES;
    }

    /** There are no pauses while this client is connected: it waits for answers or for its end. */
    void needsPromptReads() {
      if (needs == Needs.NO_PROMPT_READS) {
        needs = Needs.PROMPT_READS;
        promptClients++;
      }
    }

    void leave() {
      if (needs == Needs.PROMPT_READS) {
        promptClients--;
      }
      needs = Needs.NOTHING;
    }
  }
}
