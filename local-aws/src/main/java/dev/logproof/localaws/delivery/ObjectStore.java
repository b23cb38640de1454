package dev.logproof.localaws.delivery;

/** Stores objects. Delivery threads call it concurrently. */
@FunctionalInterface
public interface ObjectStore {
  /** Stores the object completely or throws; a retry under the same key is safe. */
  void put(SealedObject object);
}
