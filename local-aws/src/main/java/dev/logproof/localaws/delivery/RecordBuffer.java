package dev.logproof.localaws.delivery;

/** A buffer, open until its size or age limit. Guarded by the stream's lock. */
public interface RecordBuffer {
  /** Placeholder while no buffer is open. */
  RecordBuffer NONE = new NoBuffer();

  /** Appends {@code records}. */
  void append(Records records);

  /** Returns the opening time on the injected clock. */
  long openedNanos();

  /** Size so far. */
  BatchSize size();

  /** Closes the buffer for appends. */
  DeliveryBatch seal();

  /** Holds nothing and takes nothing. */
  record NoBuffer() implements RecordBuffer {
    @Override
    public void append(Records records) {
      throw new IllegalStateException("no buffer is open");
    }

    @Override
    public long openedNanos() {
      return 0;
    }

    @Override
    public BatchSize size() {
      return BatchSize.NONE;
    }

    @Override
    public DeliveryBatch seal() {
      throw new IllegalStateException("no buffer is open");
    }
  }
}
