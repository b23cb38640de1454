package dev.logproof.localaws.delivery;

/** How long to wait before the next attempt: twice as long each time, up to 5 s. One thread. */
public final class Backoff {
  private static final long FIRST_MILLIS = 100;
  private static final long MAX_MILLIS = 5_000;

  private long millis = FIRST_MILLIS;

  /** The next wait. */
  public long nextMillis() {
    long now = millis;
    millis = Math.min(2 * millis, MAX_MILLIS);
    return now;
  }
}
