package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.buffer.RoomWaiters;
import dev.logproof.forward.decode.FrameMemory;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that all connections of all inputs share for what is not in a chunk yet: parts of
 * frames, frames that wait for an output, decompressed entries, HTTP bodies. While it is used up,
 * each connection reads {@link #SCARCE_READ_BYTES} at most and then waits, so that what is held
 * exceeds the limit by little more than that per connection. Thread-safe.
 */
public final class IntakeMemory implements FrameMemory {
  /** One read while memory is short: enough for a message of an ordinary size. */
  static final int SCARCE_READ_BYTES = 1024;

  private final long limitBytes;
  private final AtomicLong heldBytes = new AtomicLong();
  private final RoomWaiters waiting = new RoomWaiters();

  /** Up to {@code limitBytes} are used freely. */
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

  /** Bytes held now. */
  public long heldBytes() {
    return heldBytes.get();
  }

  /** True when connections should wait for {@link #whenRoom}. */
  boolean isFull() {
    return heldBytes.get() >= limitBytes;
  }

  private boolean hasRoom() {
    return heldBytes.get() < limitBytes - limitBytes / 8;
  }

  /** How much one read may bring now. */
  int readBytes() {
    return isFull() ? SCARCE_READ_BYTES : EventLoopReadBuffer.READ_BYTES;
  }

  /** Runs {@code resume} once, on any thread, when there is room again; at once if there is now. */
  void whenRoom(Runnable resume) {
    waiting.add(resume);
    if (hasRoom()) {
      waiting.resumeAll();
    }
  }

  /** {@code resume} does not wait any more. */
  void forget(Runnable resume) {
    waiting.forget(resume);
  }
}
