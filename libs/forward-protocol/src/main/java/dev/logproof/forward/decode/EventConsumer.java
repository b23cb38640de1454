package dev.logproof.forward.decode;

import io.netty.buffer.ByteBuf;

/** Takes the events of a frame, in order: one call per event that is valid. */
public interface EventConsumer {
  /**
   * One valid event; its bytes may be used only during the call.
   *
   * @param buffer holds the record, a msgpack map whose strings are not validated
   * @param recordOffset absolute index in {@code buffer}
   * @param recordLength in bytes
   * @param epochSeconds 0 when the client sent 0 seconds, which mean "now", the time of receipt
   * @param nanos within the second, 0 to 999,999,999; 0 when {@code epochSeconds} is 0
   */
  void event(ByteBuf buffer, int recordOffset, int recordLength, long epochSeconds, int nanos);

  /**
   * Events that are to be dropped.
   *
   * @param frame of which they are part
   * @param flaw never {@link EventFlaw#NONE}
   * @param events how many
   */
  void flawed(ForwardFrame frame, EventFlaw flaw, int events);
}
