package dev.logproof.localaws.delivery;

/** Stores objects. Delivery threads call it concurrently. */
@FunctionalInterface
public interface ObjectStore {
  /**
   * Stores {@code object} completely, or throws.
   *
   * @throws RuntimeException when the object may be missing; a retry is safe, since the key is the
   *     same
   */
  void put(SealedObject object);
}
