package dev.logproof.localaws.delivery;

/** Records on their way, in the hands of one delivery thread. */
public interface DeliveryBatch {
  /** How many records it holds. */
  long records();

  /** Their bytes before compression. */
  long rawBytes();

  /**
   * Returns when nothing more is to be done for any of them.
   *
   * @param books are told of each record once, as soon as it is known what became of it
   */
  void deliver(DeliveryListener books) throws InterruptedException;

  /** Where a stream notes what became of its records; any delivery thread. */
  interface DeliveryListener {
    /** So many are where they were to go. */
    void delivered(long records);

    /** So many could not be delivered, and are in S3 instead. */
    void backedUp(long records);

    /** An object is in S3. */
    void objectPut();
  }
}
