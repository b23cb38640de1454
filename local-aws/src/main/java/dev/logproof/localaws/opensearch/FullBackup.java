package dev.logproof.localaws.opensearch;

import dev.logproof.localaws.delivery.DeliveryBatch.DeliveryListener;
import dev.logproof.localaws.delivery.OpenObject;
import dev.logproof.localaws.delivery.RetryingObjectStore;
import dev.logproof.localaws.delivery.SealedObject;

/** Receives every record of a buffer as it arrived. Guarded by the stream's lock until sealed. */
sealed interface FullBackup {
  FullBackup NONE = new NoBackup();

  /** Appends {@code count} contiguous records. */
  void append(byte[] bytes, int count);

  /** Closes it for appends. */
  Upload seal();

  /** Stores what was appended, if there is a backup. */
  @FunctionalInterface
  interface Upload {
    void put(RetryingObjectStore store, DeliveryListener counters) throws InterruptedException;
  }

  /** No backup. */
  record NoBackup() implements FullBackup {
    @Override
    public void append(byte[] bytes, int count) {}

    @Override
    public Upload seal() {
      return (store, counters) -> {};
    }
  }

  /** A backup as an object in S3. */
  record InObject(OpenObject object) implements FullBackup {
    @Override
    public void append(byte[] bytes, int count) {
      object.append(bytes, 0, bytes.length, count);
    }

    @Override
    public Upload seal() {
      SealedObject all = object.seal();
      return (store, counters) -> {
        store.put(all);
        counters.objectPut();
      };
    }
  }
}
