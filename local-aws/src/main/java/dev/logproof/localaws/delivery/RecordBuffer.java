package dev.logproof.localaws.delivery;

/** A buffer, open until its size or age limit. Guarded by the stream's lock. */
public interface RecordBuffer {
  /** Appends {@code records}. */
  void append(Records records);

  /** Returns the opening time on the injected clock. */
  long openedNanos();

  /** Bytes before compression. */
  long rawBytes();

  /** Number of records. */
  long records();

  /** Closes the buffer for appends. */
  DeliveryBatch seal();
}
