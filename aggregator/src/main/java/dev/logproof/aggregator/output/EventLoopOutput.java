package dev.logproof.aggregator.output;

import dev.logproof.aggregator.buffer.PendingAck;
import io.netty.buffer.ByteBuf;
import java.util.Optional;

/** One output as one event loop sees it. Confined to that event loop. */
public interface EventLoopOutput {
  /**
   * Asks to take a frame of {@code events} events whole.
   *
   * @return false when the frame must be refused and not acknowledged: the buffer is full, or
   *     {@link #isClosed}
   */
  default boolean admit(int events) {
    return true;
  }

  /** The tag of the events that follow, for outputs that show it. */
  default void tag(ByteBuf buffer, int offset, int length) {}

  /** Takes one event of an admitted frame: a msgpack map at {@code offset} of {@code event}. */
  void take(ByteBuf event, int offset, int length, Optional<PendingAck> ack);

  /** One or more frames are read to their end: what they added is to be counted now. */
  default void frameEnd() {}

  /** True when those who feed it should wait for {@link #whenRoom}. */
  default boolean isFull() {
    return false;
  }

  /** Runs {@code resume} once there is room, on any thread. */
  default void whenRoom(Runnable resume) {
    resume.run();
  }

  /** {@code resume} is not wanted any more. */
  default void forget(Runnable resume) {}

  /** Hands everything to delivery; what comes afterwards is refused. */
  default void close() {}

  /** True once it is closed. */
  default boolean isClosed() {
    return false;
  }
}
