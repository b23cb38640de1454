package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.buffer.RoomWaiters;
import dev.logproof.forward.decode.FrameMemory;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Memory that all inputs share for data not yet in a chunk. When it is used up, each connection
 * reads at most {@link #SCARCE_READ_BYTES} and then waits, which bounds the excess. Thread-safe.
 */
public final class IntakeMemory implements FrameMemory {
  /** Enough for an ordinary message. */
  static final int SCARCE_READ_BYTES = 1024;

  private final long limitBytes;
  private final AtomicLong heldBytes = new AtomicLong();
  private final RoomWaiters waiting = new RoomWaiters();

  /** Makes connections wait above {@code limitBytes}. */
  public IntakeMemory(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  @Override
  public boolean tryTake(int bytes) {
    if (heldBytes.addAndGet(bytes) <= limitBytes) {
      return true;
    }
    heldBytes.addAndGet(-bytes);
    return false;
  }

  @Override
  public void take(int bytes) {
    heldBytes.addAndGet(bytes);
  }

  @Override
  public void giveBack(int bytes) {
    heldBytes.addAndGet(-bytes);
    if (!waiting.isEmpty() && hasRoom()) {
      waiting.resumeAll();
    }
  }

  /** Returns the bytes held. */
  public long heldBytes() {
    return heldBytes.get();
  }

  long limitBytes() {
    return limitBytes;
  }

  boolean isFull() {
    return heldBytes.get() >= limitBytes;
  }

  private boolean hasRoom() {
    return heldBytes.get() < limitBytes - limitBytes / 8;
  }

  int readBytes() {
    return isFull() ? SCARCE_READ_BYTES : EventLoopReadBuffer.READ_BYTES;
  }

  /** Runs {@code resume} once, on any thread, possibly immediately. */
  void whenRoom(Runnable resume) {
    waiting.add(resume);
    if (hasRoom()) {
      waiting.resumeAll();
    }
  }

  /** Cancels {@link #whenRoom}. */
  void forget(Runnable resume) {
    waiting.forget(resume);
  }
}
