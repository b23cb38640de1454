package dev.logproof.localaws.delivery;

/** What still takes records, until it is full or its time has come. Under the stream's lock. */
public interface RecordBuffer {
  /** Takes {@code records}. */
  void append(Records records);

  /** When it began, in the injected time. */
  long openedNanos();

  /** Bytes taken, before compression. */
  long rawBytes();

  /** How many records were taken. */
  long records();

  /** Ends it; nothing may be appended afterwards. */
  DeliveryBatch seal();
}
