package dev.logproof.aggregator.intake;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Decides whether one connection may read while intake memory is used up. It waits for room; with
 * an incomplete frame also for a turn to complete it, because nothing else frees this memory.
 * Confined to its event loop.
 */
final class MemoryWait {
  /** A client that does not complete its frame in this time is closed. */
  static final long TURN_MILLIS = 10_000;

  /** Age at which an incomplete frame is given up. */
  static final long MAX_FRAME_MILLIS = 30_000;

  /** Part of the memory that frames completed by turns may hold per event loop. */
  static final int HELD_SHARE = 16;

  private static final long COMPLETE = Long.MAX_VALUE;

  private final EventLoop loop;
  private final IntakeMemory memory;
  private final LongSupplier nanoTime;
  private final Listener listener;
  private final Runnable resume;
  private WaitState state = WaitState.READING;
  private long incompleteSinceNanos = COMPLETE;
  private long heldFrameBytes;
  private int grants;

  private enum WaitState {
    READING,
    WAITING,
    /** Reads regardless of memory until its frame is complete. */
    COMPLETING
  }

  /** The connection that waits. */
  interface Listener {
    /** {@link #mayRead} may have changed. */
    void mayReadChanged();

    /** The turn ends and the frame is still incomplete. */
    void turnExpired();
  }

  MemoryWait(EventLoop loop, IntakeMemory memory, LongSupplier nanoTime, Listener listener) {
    this.loop = loop;
    this.memory = memory;
    this.nanoTime = nanoTime;
    this.listener = listener;
    this.resume = () -> loop.execute(this::resume);
  }

  boolean mayRead() {
    return state != WaitState.WAITING;
  }

  int readBytes() {
    return state == WaitState.COMPLETING ? EventLoopReadBuffer.READ_BYTES : memory.readBytes();
  }

  void afterRead(boolean incomplete) {
    if (!incomplete) {
      incompleteSinceNanos = COMPLETE;
    } else if (incompleteSinceNanos == COMPLETE) {
      incompleteSinceNanos = nanoTime.getAsLong();
    }
    if (state == WaitState.READING && memory.isFull()) {
      await(incomplete);
    } else if (state == WaitState.COMPLETING && !incomplete) {
      state = WaitState.WAITING;
      FrameCompletionQueue.ofLoop().leave(this);
      listener.mayReadChanged();
    }
  }

  private void await(boolean incomplete) {
    state = WaitState.WAITING;
    memory.whenRoom(resume);
    if (incomplete) {
      FrameCompletionQueue.ofLoop().await(this);
    }
    listener.mayReadChanged();
  }

  private void resume() {
    state = WaitState.READING;
    FrameCompletionQueue.ofLoop().leave(this);
    listener.mayReadChanged();
  }

  void grant() {
    state = WaitState.COMPLETING;
    int mine = ++grants;
    var unused = loop.schedule(() -> expire(mine), TURN_MILLIS, TimeUnit.MILLISECONDS);
    listener.mayReadChanged();
  }

  private void expire(int grant) {
    if (state == WaitState.COMPLETING && grant == grants) {
      listener.turnExpired();
    }
  }

  /** Restarts the frame's age, because reads stopped for another reason. */
  void pardon() {
    if (incompleteSinceNanos != COMPLETE) {
      incompleteSinceNanos = nanoTime.getAsLong();
    }
  }

  boolean isOverdue() {
    long ageNanos = nanoTime.getAsLong() - incompleteSinceNanos;
    return memory.isFull()
        && incompleteSinceNanos != COMPLETE
        && ageNanos >= TimeUnit.MILLISECONDS.toNanos(MAX_FRAME_MILLIS);
  }

  /** A complete frame of {@code bytes} waits until its output has room. */
  void frameHeld(long bytes) {
    if (heldFrameBytes == 0) {
      heldFrameBytes = bytes;
      FrameCompletionQueue.ofLoop().hold(bytes);
    }
  }

  void frameFreed() {
    if (heldFrameBytes > 0) {
      long bytes = heldFrameBytes;
      heldFrameBytes = 0;
      FrameCompletionQueue.ofLoop().release(bytes);
    }
  }

  /** Returns the bytes of complete frames above which nobody completes another one. */
  long maxHeldBytes() {
    return memory.limitBytes() / HELD_SHARE;
  }

  void end() {
    memory.forget(resume);
    FrameCompletionQueue.ofLoop().leave(this);
  }
}
