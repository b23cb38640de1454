package dev.logproof.aggregator.buffer;

import io.netty.buffer.ByteBuf;

/**
 * How an event becomes the bytes of a Firehose record. Confined to one event loop, as it may keep
 * scratch state.
 */
public interface RecordForm {
  /**
   * Appends the record to {@code out}.
   *
   * @param event holds the event's record, a msgpack map
   * @return false when the event has nothing to send: no value in the field that {@code data_key}
   *     names
   */
  boolean write(ByteBuf event, int offset, int length, ByteBuf out);
}
