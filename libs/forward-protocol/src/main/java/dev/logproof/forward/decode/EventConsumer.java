package dev.logproof.forward.decode;

import io.netty.buffer.ByteBuf;

/** Receives the events of a frame in order. */
public interface EventConsumer {
  /**
   * Takes one valid event. Its bytes may be used only during the call.
   *
   * @param buffer holds the record, a msgpack map whose strings are not validated
   * @param recordOffset absolute index in {@code buffer}
   * @param epochSeconds 0 stands for the time of receipt
   * @param nanos 0 to 999,999,999; 0 when {@code epochSeconds} is 0
   */
  void event(ByteBuf buffer, int recordOffset, int recordLength, long epochSeconds, int nanos);

  /**
   * Drops invalid events.
   *
   * @param flaw never {@link EventFlaw#NONE}
   */
  void flawed(ForwardFrame frame, EventFlaw flaw, int events);
}
