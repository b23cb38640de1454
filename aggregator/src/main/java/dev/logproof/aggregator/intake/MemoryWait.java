package dev.logproof.aggregator.intake;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Whether one connection may read while the memory of the inputs is used up. It waits until there
 * is room; if it holds a part of a frame, it also waits for a turn to complete that frame, since
 * nothing else gives this memory back. Confined to the connection's event loop.
 */
final class MemoryWait {
  /** A client that has its turn sends the rest of its frame within this time, or is closed. */
  static final long TURN_MILLIS = 10_000;

  /** While memory is used up, a frame that is not complete after this time is given up. */
  static final long MAX_FRAME_MILLIS = 30_000;

  private static final long COMPLETE = Long.MAX_VALUE;

  private final EventLoop loop;
  private final IntakeMemory memory;
  private final LongSupplier nanoTime;
  private final Runnable changed;
  private final Runnable expired;
  private final Runnable resume;
  private State state = State.READING;
  private long incompleteSinceNanos = COMPLETE;
  private int grants;

  private enum State {
    READING,
    WAITING,
    /** Reads as though there were memory, until its frame is complete. */
    COMPLETING
  }

  /**
   * Reads at first.
   *
   * @param changed is run when {@link #mayRead} may have changed
   * @param expired is run when the turn passed and the frame is not complete
   */
  MemoryWait(
      EventLoop loop,
      IntakeMemory memory,
      LongSupplier nanoTime,
      Runnable changed,
      Runnable expired) {
    this.loop = loop;
    this.memory = memory;
    this.nanoTime = nanoTime;
    this.changed = changed;
    this.expired = expired;
    this.resume = () -> loop.execute(this::resume);
  }

  boolean mayRead() {
    return state != State.WAITING;
  }

  /** How much the next read may bring. */
  int readBytes() {
    return state == State.COMPLETING ? EventLoopReadBuffer.READ_BYTES : memory.readBytes();
  }

  /**
   * A read was handled.
   *
   * @param incomplete whether a part of a frame waits for the rest
   */
  void afterRead(boolean incomplete) {
    if (!incomplete) {
      incompleteSinceNanos = COMPLETE;
    } else if (incompleteSinceNanos == COMPLETE) {
      incompleteSinceNanos = nanoTime.getAsLong();
    }
    if (state == State.READING && memory.isFull()) {
      await(incomplete);
    } else if (state == State.COMPLETING && !incomplete) {
      state = State.WAITING;
      FrameCompletionQueue.ofLoop().leave(this);
      changed.run();
    }
  }

  private void await(boolean incomplete) {
    state = State.WAITING;
    memory.whenRoom(resume);
    if (incomplete) {
      FrameCompletionQueue.ofLoop().await(this);
    }
    changed.run();
  }

  private void resume() {
    state = State.READING;
    FrameCompletionQueue.ofLoop().leave(this);
    changed.run();
  }

  /** Its turn has come. */
  void grant() {
    state = State.COMPLETING;
    int mine = ++grants;
    var unused = loop.schedule(() -> expire(mine), TURN_MILLIS, TimeUnit.MILLISECONDS);
    changed.run();
  }

  private void expire(int grant) {
    if (state == State.COMPLETING && grant == grants) {
      expired.run();
    }
  }

  /** The client was not read for another reason: its frame is not late by its own doing. */
  void pardon() {
    if (incompleteSinceNanos != COMPLETE) {
      incompleteSinceNanos = nanoTime.getAsLong();
    }
  }

  /** True when memory is used up, and a part of a frame has been waiting for too long. */
  boolean isOverdue() {
    long ageNanos = nanoTime.getAsLong() - incompleteSinceNanos;
    return memory.isFull()
        && incompleteSinceNanos != COMPLETE
        && ageNanos >= TimeUnit.MILLISECONDS.toNanos(MAX_FRAME_MILLIS);
  }

  /** The connection has ended. */
  void end() {
    memory.forget(resume);
    FrameCompletionQueue.ofLoop().leave(this);
  }
}
