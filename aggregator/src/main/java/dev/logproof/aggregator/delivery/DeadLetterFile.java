package dev.logproof.aggregator.delivery;

import dev.logproof.aggregator.buffer.DeadLetters;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.OncePerMinute;
import dev.logproof.aggregator.spool.FileNames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores undeliverable events, one JSON object per line. A separate thread writes them from a
 * bounded queue, so that a hung disk blocks no event loop or delivery thread. Counts an event as
 * lost if the queue or file is full or the disk fails. Thread-safe.
 */
public final class DeadLetterFile implements DeadLetters {
  /** An empty queue accepts any event. */
  static final int MAX_QUEUED_BYTES = 8 << 20;

  /** Longer events are truncated; their line states the original length. */
  static final int MAX_EVENT_BYTES = 8 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterFile.class);

  private final DeadLetterLines lines;
  private final String outputId;
  private final InstantSource clock;
  private final Ledger ledger;
  private final OncePerMinute warnings = new OncePerMinute(System::nanoTime);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Letter> queue = new ArrayDeque<>();
  private int queuedBytes;
  private boolean writing;
  private boolean started;

  /** Queued event, possibly truncated; {@code eventBytes} is its original length. */
  record Letter(Instant at, String reason, ByteBuffer event, int eventBytes) {}

  /** Writes to {@code <outputId>.jsonl}, with the id encoded as a file name. */
  public DeadLetterFile(Path directory, String outputId, InstantSource clock, Ledger ledger) {
    this.lines =
        new DeadLetterLines(directory.resolve(FileNames.encode(outputId) + ".jsonl"), outputId);
    this.outputId = outputId;
    this.clock = clock;
    this.ledger = ledger;
  }

  @Override
  public void keep(String reason, ByteBuffer event) {
    int length = event.remaining();
    if (!mayQueue(length)) {
      lost(length, "its queue is full");
      return;
    }
    byte[] copy = new byte[Math.min(length, MAX_EVENT_BYTES)];
    event.get(event.position(), copy);
    lock.lock();
    try {
      queue.addLast(new Letter(clock.instant(), reason, ByteBuffer.wrap(copy), length));
      queuedBytes += copy.length;
      start();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean mayQueue(int bytes) {
    lock.lock();
    try {
      return queuedBytes == 0 || queuedBytes + (long) bytes <= MAX_QUEUED_BYTES;
    } finally {
      lock.unlock();
    }
  }

  private void start() {
    if (!started) {
      Thread thread = new Thread(this::run, "dead-letters-" + outputId);
      thread.setDaemon(true);
      thread.start();
      started = true;
    }
  }

  private void run() {
    try {
      while (true) {
        write(next());
        written();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Letter next() throws InterruptedException {
    lock.lock();
    try {
      while (queue.isEmpty()) {
        changed.await();
      }
      writing = true;
      Letter letter = queue.removeFirst();
      queuedBytes -= letter.event().capacity();
      return letter;
    } finally {
      lock.unlock();
    }
  }

  private void written() {
    lock.lock();
    try {
      writing = false;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void write(Letter letter) {
    try {
      lines.write(letter);
    } catch (IOException | RuntimeException | Error e) {
      lost(letter.eventBytes(), e.toString());
    }
  }

  private void lost(int bytes, String why) {
    ledger.deadLetterLost();
    warnings.run(
        () ->
            LOG.error(
                "[{}] cannot write an undeliverable event of {} bytes: {}", outputId, bytes, why));
  }

  @Override
  public void close(long millis) throws InterruptedException {
    long leftNanos = TimeUnit.MILLISECONDS.toNanos(millis);
    lock.lock();
    try {
      while ((writing || !queue.isEmpty()) && leftNanos > 0) {
        leftNanos = changed.awaitNanos(leftNanos);
      }
      if (!queue.isEmpty()) {
        LOG.error("[{}] {} undeliverable events were not written", outputId, queue.size());
        queue.forEach(letter -> ledger.deadLetterLost());
      }
    } finally {
      lock.unlock();
    }
  }
}
