package dev.logproof.aggregator.buffer;

import io.netty.buffer.ByteBuf;

/**
 * Format of Firehose records. Confined to one event loop, because implementations may keep scratch
 * state.
 */
public interface RecordForm {
  /**
   * Appends the record to {@code out}.
   *
   * @param event holds the event as a msgpack map
   * @return false when the field named by {@code data_key} has no value
   */
  boolean write(ByteBuf event, int offset, int length, ByteBuf out);
}
