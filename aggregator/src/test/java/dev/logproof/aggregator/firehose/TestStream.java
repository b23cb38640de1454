package dev.logproof.aggregator.firehose;

/** A stream without connections, written as a lambda. */
public interface TestStream extends DeliveryStream {
  @Override
  default void close() {}
}
