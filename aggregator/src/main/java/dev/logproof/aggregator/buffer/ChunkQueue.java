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

/**
 * The buffer of one output: sealed chunks in order, and a limit on the bytes of all its events,
 * sealed or not, in the queue or on their way. At the limit it asks those who feed it to wait; it
 * never refuses bytes that are already read, so it may exceed the limit by what its connections had
 * read by then. Thread-safe: event loops offer, delivery threads take.
 */
public final class ChunkQueue {
  private static final Logger LOG = LoggerFactory.getLogger(ChunkQueue.class);

  private final long totalLimitBytes;
  private final long resumeBytes;
  private final long memoryLimitBytes;
  private final AtomicLong heldBytes = new AtomicLong();
  private final AtomicLong memoryBytes = new AtomicLong();
  private final RoomWaiters waiting = new RoomWaiters();
  private final ReentrantLock lock = new ReentrantLock();

  /** Who waits for a chunk, the latest first: whose memory and connection are still warm. */
  private final ArrayDeque<Condition> takers = new ArrayDeque<>();

  private final ArrayDeque<Chunk> sealed = new ArrayDeque<>();
  private boolean closed;

  /** Holds up to {@code totalLimitBytes} in memory. */
  public ChunkQueue(long totalLimitBytes) {
    this(totalLimitBytes, totalLimitBytes);
  }

  /**
   * Holds up to {@code totalLimitBytes}.
   *
   * @param memoryLimitBytes of these in memory; from half of it on, what is on disk is left there
   */
  public ChunkQueue(long totalLimitBytes, long memoryLimitBytes) {
    this.totalLimitBytes = totalLimitBytes;
    this.memoryLimitBytes = Math.min(memoryLimitBytes, totalLimitBytes);
    this.resumeBytes = totalLimitBytes - totalLimitBytes / 8;
  }

  /** {@code bytes} more are held. */
  public void hold(long bytes) {
    heldBytes.addAndGet(bytes);
    memoryBytes.addAndGet(bytes);
  }

  /** True when those who feed it should wait. */
  public boolean isFull() {
    return heldBytes.get() >= totalLimitBytes || memoryBytes.get() >= memoryLimitBytes;
  }

  private boolean hasRoom() {
    return heldBytes.get() < resumeBytes
        && memoryBytes.get() < memoryLimitBytes - memoryLimitBytes / 8;
  }

  /** Bytes held in memory. */
  public long memoryBytes() {
    return memoryBytes.get();
  }

  /**
   * Appends a chunk that was sealed; one that is on disk stays there alone while memory is short.
   */
  public void offer(Chunk chunk) {
    long freedBytes = 0;
    lock.lock();
    try {
      sealed.addLast(chunk);
      boolean inMemoryToo = chunk.isStored() && !chunk.isSpilled();
      if (inMemoryToo && memoryBytes.get() > memoryLimitBytes / 2) {
        freedBytes = chunk.sizeBytes();
        chunk.spill();
      }
      wakeLatestTaker();
    } finally {
      lock.unlock();
    }
    if (freedBytes > 0) {
      freeMemory(freedBytes);
    }
  }

  /** Reads a chunk that was spilled back into memory. */
  public void load(Chunk chunk, ByteBufAllocator allocator) throws IOException {
    if (chunk.isSpilled()) {
      chunk.load(allocator);
      memoryBytes.addAndGet(chunk.sizeBytes());
    }
  }

  private void freeMemory(long bytes) {
    memoryBytes.addAndGet(-bytes);
    if (hasRoom()) {
      waiting.resumeAll();
    }
  }

  /** Bytes held. */
  public long heldBytes() {
    return heldBytes.get();
  }

  /** The limit. */
  public long totalLimitBytes() {
    return totalLimitBytes;
  }

  /** {@code resume} no longer waits, as when its connection has ended. */
  public void forget(Runnable resume) {
    waiting.forget(resume);
  }

  /** Runs {@code resume}, once, when there is room again; at once if there is now. */
  public void whenRoom(Runnable resume) {
    waiting.add(resume);
    if (hasRoom()) {
      waiting.resumeAll();
    }
  }

  /** Appends a chunk that an earlier task left. */
  public void offerRecovered(Chunk chunk) {
    hold(chunk.sizeBytes());
    offer(chunk);
  }

  /** Takes what is there without waiting; nothing when it is empty. */
  public Optional<Chunk> poll() {
    return pollOldest();
  }

  /**
   * Takes the chunks at the head that share a request: the oldest, waiting for one, and those
   * behind it for as long as all are within both limits. Clients that wait for acknowledgements
   * make small chunks, which would each take a round trip of its own.
   *
   * @return nothing once the queue is closed and empty
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
        // In this order, so that a chunk that cannot be noted stays in the queue.
        taken.add(next);
        sealed.removeFirst();
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes the oldest chunk, waiting for one.
   *
   * @return nothing once the queue is closed and empty
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
        // Somebody may have tried to wake this one meanwhile.
        wakeLatestTaker();
      }
    }
  }

  private void wakeLatestTaker() {
    if (!takers.isEmpty()) {
      takers.pop().signal();
    }
  }

  /**
   * Gives up the oldest sealed chunks until there is room or none is left. Promises tied to them
   * are not kept, so that a client that wants acknowledgements sends again.
   */
  public void dropOldestWhileFull(Ledger ledger) {
    while (isFull()) {
      Optional<Chunk> oldest = pollOldest();
      if (oldest.isEmpty()) {
        return;
      }
      Chunk chunk = oldest.get();
      ledger.heldRejected(RejectCause.DROPPED_OLDEST_CHUNK, chunk.records());
      LOG.warn("buffer is full: dropped its oldest chunk, {} events", chunk.records());
      chunk.dropped();
      release(chunk);
    }
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

  /** The chunk left the buffer: its memory is given back, its bytes no longer count. */
  public void release(Chunk chunk) {
    int bytes = chunk.sizeBytes();
    boolean inMemory = !chunk.isSpilled();
    chunk.release();
    heldBytes.addAndGet(-bytes);
    freeMemory(inMemory ? bytes : 0);
  }

  /** No chunk will be offered any more: those who take end when the queue is empty. */
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
