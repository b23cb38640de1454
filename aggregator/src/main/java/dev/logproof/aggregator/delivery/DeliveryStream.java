package dev.logproof.aggregator.delivery;

import java.util.List;

/** A delivery stream that takes records in requests. Thread-safe; calls block. */
public interface DeliveryStream extends AutoCloseable {
  /** Sends {@code records} in one request; never throws for what the other side does. */
  PutOutcome put(List<byte[]> records);

  @Override
  void close();
}
