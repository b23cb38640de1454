package dev.logproof.localaws.delivery;

/** Waits between attempts; called by delivery threads. */
@FunctionalInterface
public interface Pause {
  /** Waits for {@code millis}. */
  void pause(long millis) throws InterruptedException;
}
