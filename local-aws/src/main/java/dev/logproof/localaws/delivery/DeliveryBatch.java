package dev.logproof.localaws.delivery;

/** A sealed batch of records. Confined to one delivery thread. */
public interface DeliveryBatch {
  /** Number of records. */
  long records();

  /** Bytes before compression. */
  long rawBytes();

  /**
   * Delivers the batch; returns when no record needs further work.
   *
   * @param counters receives the outcome of each record exactly once, as soon as it is known
   */
  void deliver(DeliveryListener counters) throws InterruptedException;

  /** Receives the outcome of deliveries; called by any delivery thread. */
  interface DeliveryListener {
    /** Counts {@code records} delivered to their destination. */
    void delivered(long records);

    /** Counts {@code records} that failed delivery and are backed up in S3. */
    void backedUp(long records);

    /** Counts an object stored in S3. */
    void objectPut();
  }
}
