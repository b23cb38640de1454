package dev.logproof.localaws.delivery;

/** Doubles delays up to 5 s. Confined to one thread. */
public final class Backoff {
  private static final long FIRST_MILLIS = 100;
  private static final long MAX_MILLIS = 5_000;

  private long millis = FIRST_MILLIS;

  /** Returns the next delay. */
  public long nextMillis() {
    long now = millis;
    millis = Math.min(2 * millis, MAX_MILLIS);
    return now;
  }
}
