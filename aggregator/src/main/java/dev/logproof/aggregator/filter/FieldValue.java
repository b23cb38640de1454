package dev.logproof.aggregator.filter;

import io.netty.buffer.ByteBuf;
import java.util.Optional;

/** A value that a filter computes from an event. Confined to one event loop. */
interface FieldValue {
  /**
   * Points {@code result} at the value; values that are not bytes of the event are written to
   * {@link EventInWork#values} first.
   */
  void resolve(EventInWork event, ValueRef result);

  /** Appends the value as Ruby's {@code to_s} writes it. */
  default void appendText(EventInWork event, ByteBuf out) {
    ValueRef value = new ValueRef();
    resolve(event, value);
    event.rubyText().append(value.source(), value.from(), value.end(), out);
  }

  /** Returns the msgpack of a value that is the same for each event. */
  default Optional<byte[]> constant() {
    return Optional.empty();
  }
}
