package dev.logproof.aggregator.output;

import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.metrics.RejectCause;
import io.netty.buffer.ByteBuf;

/** View of one output, confined to one event loop. */
public interface EventLoopOutput {
  /**
   * Asks to accept a frame.
   *
   * @return false if the frame must be rejected without an acknowledgement
   */
  default boolean admit(int events) {
    return true;
  }

  /** Sets the tag of the following events. */
  default void tag(ByteBuf buffer, int offset, int length) {}

  /** Goes on with the next part of an admitted frame, after its tag; other frames came between. */
  default void admitMore(int events) {}

  /**
   * Sets the time of the following event.
   *
   * @param epochSeconds 0 stands for the time of receipt
   */
  default void time(long epochSeconds, int nanos) {}

  /** Takes one event of an admitted frame, a msgpack map at {@code offset}. */
  void take(ByteBuf event, int offset, int length, PendingAck ack);

  /** Ends one or more frames: their events are counted now. */
  default void frameEnd() {}

  /** Returns true when inputs should wait for {@link #whenRoom}. */
  default boolean isFull() {
    return false;
  }

  /** Runs {@code resume} once there is room, on any thread. */
  default void whenRoom(Runnable resume) {
    resume.run();
  }

  /** Cancels {@link #whenRoom} for {@code resume}. */
  default void forget(Runnable resume) {}

  /** Hands open chunks to delivery; later events are rejected. */
  default void close() {}

  /** Returns true after {@link #close}. */
  default boolean isClosed() {
    return false;
  }

  /** Returns the cause of events that {@link #admit} has rejected. */
  default RejectCause refusal() {
    return isClosed() ? RejectCause.STOPPED : RejectCause.BUFFER_OVERFLOW;
  }
}
