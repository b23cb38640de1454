package dev.logproof.forward.decode;

import io.netty.buffer.ByteBuf;

/** Takes the events of a frame, one call each. */
@FunctionalInterface
public interface EventConsumer {
  /**
   * One event, valid only during the call.
   *
   * @param buffer holds the record, a msgpack map whose strings are not validated
   * @param recordOffset absolute index in {@code buffer}
   * @param recordLength in bytes
   * @param epochSeconds 0 when the client sent nil or 0 seconds, which mean "now", the time of
   *     receipt
   * @param nanos within the second, 0 to 999,999,999; 0 when {@code epochSeconds} is 0
   */
  void event(ByteBuf buffer, int recordOffset, int recordLength, long epochSeconds, int nanos);
}
