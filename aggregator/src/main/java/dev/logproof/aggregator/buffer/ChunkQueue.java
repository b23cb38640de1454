package dev.logproof.aggregator.buffer;

import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.RejectCause;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sealed chunks for one destination, in order, within the space of its output. Thread-safe. */
public final class ChunkQueue {
  private static final Logger LOG = LoggerFactory.getLogger(ChunkQueue.class);

  private final BufferSpace space;
  private final Runnable emptied;

  /** This queue's part of the space. */
  private final AtomicLong heldBytes = new AtomicLong();

  private final ReentrantLock lock = new ReentrantLock();

  /** Latest first: its memory and connection are still warm. */
  private final ArrayDeque<Condition> takers = new ArrayDeque<>();

  private final ArrayDeque<Chunk> sealed = new ArrayDeque<>();
  private final ChunkAges ages = new ChunkAges(System::nanoTime);
  private boolean closed;

  /** Holds up to {@code totalLimitBytes} in memory. */
  public ChunkQueue(long totalLimitBytes) {
    this(totalLimitBytes, totalLimitBytes);
  }

  /**
   * Holds up to {@code totalLimitBytes}.
   *
   * @param memoryLimitBytes limit in memory; stored chunks are spilled above half of it
   */
  public ChunkQueue(long totalLimitBytes, long memoryLimitBytes) {
    this(new BufferSpace(totalLimitBytes, memoryLimitBytes), () -> {});
  }

  /**
   * Shares {@code space} with other queues.
   *
   * @param emptied runs whenever the last chunk is released, on any thread
   */
  public ChunkQueue(BufferSpace space, Runnable emptied) {
    this.space = space;
    this.emptied = emptied;
  }

  /** Adds {@code bytes} held in memory. */
  public void hold(long bytes) {
    space.hold(bytes);
    heldBytes.addAndGet(bytes);
  }

  /** Takes over {@code bytes} that the space holds already. */
  public void adopt(long bytes) {
    heldBytes.addAndGet(bytes);
  }

  /** Returns whether inputs should wait. */
  public boolean isFull() {
    return space.isFull();
  }

  /** Returns the bytes held in memory. */
  public long memoryBytes() {
    return space.memoryBytes();
  }

  /** Appends a sealed chunk; spills it if stored and memory is short. */
  public void offer(Chunk chunk) {
    long freedBytes = 0;
    lock.lock();
    try {
      ages.add(chunk);
      sealed.addLast(chunk);
      boolean inMemoryToo = chunk.isStored() && !chunk.isSpilled();
      if (inMemoryToo && space.isMemoryShort()) {
        freedBytes = chunk.sizeBytes();
        chunk.spill();
      }
      wakeLatestTaker();
    } finally {
      lock.unlock();
    }
    if (freedBytes > 0) {
      space.freeMemory(freedBytes);
    }
  }

  /** Reads a spilled chunk back into memory. */
  public void load(Chunk chunk, ByteBufAllocator allocator) throws IOException {
    if (chunk.isSpilled()) {
      chunk.load(allocator);
      space.loaded(chunk.sizeBytes());
    }
  }

  /** Returns this queue's bytes in memory or on disk. */
  public long heldBytes() {
    return heldBytes.get();
  }

  /** Returns how long the oldest chunk has waited, 0 without chunks. */
  public long oldestMillis() {
    return ages.oldestMillis();
  }

  /** Returns the limit of the space. */
  public long totalLimitBytes() {
    return space.totalLimitBytes();
  }

  /** Cancels {@link #whenRoom} for {@code resume}. */
  public void forget(Runnable resume) {
    space.forget(resume);
  }

  /** Runs {@code resume} once when there is room, possibly immediately. */
  public void whenRoom(Runnable resume) {
    space.whenRoom(resume);
  }

  /** Appends a chunk that an earlier task left on disk. */
  public void offerRecovered(Chunk chunk) {
    hold(chunk.sizeBytes());
    offer(chunk);
  }

  /** Takes the oldest chunk, if any, without waiting. */
  public Optional<Chunk> poll() {
    return pollOldest();
  }

  /**
   * Waits for a chunk, then takes as many as fit one request, the first whatever its size. Sharing
   * saves round trips for small chunks.
   *
   * @return empty once the queue is closed and empty
   */
  public List<Chunk> takeRequest(int maxRecords, int maxBytes) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      awaitChunk();
      List<Chunk> taken = new ArrayList<>();
      long records = 0;
      long bytes = 0;
      while (!sealed.isEmpty()
          && (taken.isEmpty()
              || (records + sealed.getFirst().records() <= maxRecords
                  && bytes + sealed.getFirst().sizeBytes() <= maxBytes))) {
        Chunk next = sealed.getFirst();
        records += next.records();
        bytes += next.sizeBytes();
        // If adding fails, the chunk stays in the queue.
        taken.add(next);
        sealed.removeFirst();
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for a chunk and takes the oldest.
   *
   * @return empty once the queue is closed and empty
   */
  public Optional<Chunk> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      awaitChunk();
      return pollSealed();
    } finally {
      lock.unlock();
    }
  }

  private void awaitChunk() throws InterruptedException {
    Condition taker = lock.newCondition();
    boolean interrupted = true;
    try {
      while (sealed.isEmpty() && !closed) {
        takers.remove(taker);
        takers.push(taker);
        taker.await();
      }
      interrupted = false;
    } finally {
      takers.remove(taker);
      if (interrupted) {
        // This thread may have consumed a signal: pass it on.
        wakeLatestTaker();
      }
    }
  }

  private void wakeLatestTaker() {
    if (!takers.isEmpty()) {
      takers.pop().signal();
    }
  }

  /** Drops the oldest sealed chunks, without acknowledgement, while full. */
  public void dropOldestWhileFull(Ledger ledger) {
    boolean dropping = true;
    while (dropping && isFull()) {
      dropping = dropOldest(ledger);
    }
  }

  /** Drops the oldest sealed chunk, without acknowledgement; returns false if there is none. */
  public boolean dropOldest(Ledger ledger) {
    Optional<Chunk> oldest = pollOldest();
    if (oldest.isEmpty()) {
      return false;
    }
    Chunk chunk = oldest.get();
    ledger.heldRejected(RejectCause.DROPPED_OLDEST_CHUNK, chunk.records());
    LOG.warn("buffer is full: dropped the oldest chunk with {} events", chunk.records());
    chunk.dropped();
    release(chunk);
    return true;
  }

  private Optional<Chunk> pollOldest() {
    lock.lock();
    try {
      return pollSealed();
    } finally {
      lock.unlock();
    }
  }

  private Optional<Chunk> pollSealed() {
    Optional<Chunk> oldest = Optional.ofNullable(sealed.peekFirst());
    oldest.ifPresent(chunk -> sealed.removeFirst());
    return oldest;
  }

  /** Releases a chunk and subtracts its bytes. */
  public void release(Chunk chunk) {
    int bytes = chunk.sizeBytes();
    ages.remove(chunk);
    boolean inMemory = !chunk.isSpilled();
    chunk.release();
    long left = heldBytes.addAndGet(-bytes);
    space.release(bytes, inMemory ? bytes : 0);
    if (left == 0) {
      emptied.run();
    }
  }

  /** Ends the queue: takers return once it is empty. */
  public void close() {
    lock.lock();
    try {
      closed = true;
      while (!takers.isEmpty()) {
        wakeLatestTaker();
      }
    } finally {
      lock.unlock();
    }
  }
}
