package dev.logproof.aggregator.buffer;

import io.netty.buffer.ByteBuf;

/** Format of Firehose records. Confined to one event loop, as implementations may keep state. */
public interface RecordForm {
  /**
   * Appends the record to {@code out}.
   *
   * @param event contains a msgpack map
   * @return false if the {@code data_key} field has no value
   */
  boolean write(ByteBuf event, int offset, int length, ByteBuf out);
}
