package dev.logproof.localaws.delivery;

/** Waits between attempts; injected, so that tests need not. Delivery threads. */
@FunctionalInterface
public interface Pause {
  /** Waits for {@code millis}. */
  void pause(long millis) throws InterruptedException;
}
