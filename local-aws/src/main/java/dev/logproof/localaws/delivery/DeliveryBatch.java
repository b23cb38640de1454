package dev.logproof.localaws.delivery;

/** A sealed batch. Confined to one delivery thread. */
public interface DeliveryBatch {
  /** Size of the whole batch. */
  BatchSize size();

  /**
   * Delivers the batch.
   *
   * @param counters receives each record's outcome once, as soon as it is known
   */
  void deliver(DeliveryListener counters) throws InterruptedException;

  /** Receives outcomes from any delivery thread. */
  interface DeliveryListener {
    /** Counts delivered records. */
    void delivered(long records);

    /** Counts failed records that are backed up in S3. */
    void backedUp(long records);

    /** Counts an object stored in S3. */
    void objectPut();
  }
}
