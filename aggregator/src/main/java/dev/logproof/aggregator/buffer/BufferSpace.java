package dev.logproof.aggregator.buffer;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes that the queues of one output may hold together: open, queued and in flight. At the
 * limit, inputs are asked to wait; bytes already read may exceed it. Thread-safe.
 */
public final class BufferSpace {
  private final long totalLimitBytes;
  private final long resumeBytes;
  private final long memoryLimitBytes;
  private final AtomicLong heldBytes = new AtomicLong();
  private final AtomicLong memoryBytes = new AtomicLong();
  private final RoomWaiters waiting = new RoomWaiters();

  /**
   * Holds up to {@code totalLimitBytes}.
   *
   * @param memoryLimitBytes limit in memory; stored chunks are spilled above half of it
   */
  public BufferSpace(long totalLimitBytes, long memoryLimitBytes) {
    this.totalLimitBytes = totalLimitBytes;
    this.memoryLimitBytes = Math.min(memoryLimitBytes, totalLimitBytes);
    this.resumeBytes = totalLimitBytes - totalLimitBytes / 8;
  }

  /** Adds {@code bytes} held in memory. */
  public void hold(long bytes) {
    heldBytes.addAndGet(bytes);
    memoryBytes.addAndGet(bytes);
  }

  /** Returns whether inputs should wait. */
  public boolean isFull() {
    return heldBytes.get() >= totalLimitBytes || memoryBytes.get() >= memoryLimitBytes;
  }

  private boolean hasRoom() {
    return heldBytes.get() < resumeBytes
        && memoryBytes.get() < memoryLimitBytes - memoryLimitBytes / 8;
  }

  boolean isMemoryShort() {
    return memoryBytes.get() > memoryLimitBytes / 2;
  }

  void loaded(long bytes) {
    memoryBytes.addAndGet(bytes);
  }

  void freeMemory(long bytes) {
    memoryBytes.addAndGet(-bytes);
    if (hasRoom()) {
      waiting.resumeAll();
    }
  }

  /** Gives back {@code bytes}, of which {@code inMemory} are in memory. */
  public void release(long bytes, long inMemory) {
    heldBytes.addAndGet(-bytes);
    freeMemory(inMemory);
  }

  /** Returns the bytes held in memory. */
  public long memoryBytes() {
    return memoryBytes.get();
  }

  /** Returns the bytes held in memory or on disk. */
  public long heldBytes() {
    return heldBytes.get();
  }

  long totalLimitBytes() {
    return totalLimitBytes;
  }

  /** Cancels {@link #whenRoom} for {@code resume}. */
  public void forget(Runnable resume) {
    waiting.forget(resume);
  }

  /** Runs {@code resume} once when there is room, possibly immediately. */
  public void whenRoom(Runnable resume) {
    waiting.add(resume);
    if (hasRoom()) {
      waiting.resumeAll();
    }
  }
}
