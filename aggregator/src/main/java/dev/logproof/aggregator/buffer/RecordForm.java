package dev.logproof.aggregator.buffer;

import io.netty.buffer.ByteBuf;

/**
 * Format of the records of an output. Confined to one event loop, as implementations may keep
 * state.
 */
public interface RecordForm {
  /** Sets the name of the destination of the following events, in UTF-8. */
  default void destination(ByteBuf name) {}

  /** Sets the tag of the following events. */
  default void tag(ByteBuf buffer, int offset, int length) {}

  /** Sets the time of the following event. */
  default void time(long epochSeconds, int nanos) {}

  /**
   * Appends the record to {@code out}.
   *
   * @param event contains a msgpack map
   * @return false if the {@code data_key} field has no value
   */
  boolean write(ByteBuf event, int offset, int length, ByteBuf out);
}
