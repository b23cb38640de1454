package dev.logproof.localaws.delivery;

/** Waits between attempts; injectable for tests. Called by delivery threads. */
@FunctionalInterface
public interface Pause {
  /** Waits for {@code millis}. */
  void pause(long millis) throws InterruptedException;
}
