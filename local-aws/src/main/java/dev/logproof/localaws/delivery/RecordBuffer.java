package dev.logproof.localaws.delivery;

/**
 * A buffer of records, open until it reaches its size or age limit. Guarded by the stream's lock.
 */
public interface RecordBuffer {
  /** Appends {@code records}. */
  void append(Records records);

  /** Time at which the buffer was opened, on the injected clock. */
  long openedNanos();

  /** Bytes before compression. */
  long rawBytes();

  /** Number of records. */
  long records();

  /** Closes the buffer; nothing may be appended afterwards. */
  DeliveryBatch seal();
}
