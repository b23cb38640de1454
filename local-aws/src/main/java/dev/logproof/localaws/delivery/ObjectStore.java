package dev.logproof.localaws.delivery;

/** Where objects go; called by delivery threads, several at a time. */
@FunctionalInterface
public interface ObjectStore {
  /**
   * Puts {@code object} whole, or throws.
   *
   * @throws RuntimeException when it may not have arrived; putting it again is harmless, since the
   *     key is the same
   */
  void put(SealedObject object);
}
