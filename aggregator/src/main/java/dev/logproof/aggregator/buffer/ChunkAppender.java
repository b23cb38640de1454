package dev.logproof.aggregator.buffer;

import dev.logproof.aggregator.metrics.OncePerMinute;
import dev.logproof.aggregator.metrics.RejectCause;
import dev.logproof.aggregator.transcode.ValueTooLongException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transcodes events directly into an output's open chunk, without an object per event. Seals it
 * when full, after {@code flushIntervalMillis}, or shortly after an event that needs an
 * acknowledgement. Confined to one event loop.
 */
public final class ChunkAppender {
  static final long ACK_LINGER_MILLIS = 10;

  /** A float64 of 9 msgpack bytes may become one JSON digit. */
  private static final int SHORTEST_JSON_SHARE = 9;

  /** Headroom for bytes that a {@link RecordForm} adds. */
  private static final int RECORD_SLACK_BYTES = 64;

  private static final long RETRY_MILLIS = 100;
  private static final long WAIT_STEP_MILLIS = 60_000;

  private static final Logger LOG = LoggerFactory.getLogger(ChunkAppender.class);
  private static final OncePerMinute ERRORS = new OncePerMinute(System::nanoTime);

  private final EventLoop loop;
  private final HeldCounters held;
  private final Consumer<Chunk> sealed;
  private final ChunkLimits limits;
  private final RecordForm form;
  private final EventOutcomes outcomes;
  private final OpenChunk open;
  private long generation;
  private boolean flushSoon;
  private boolean closed;
  private int unheldBytes;
  private int unheldRecords;

  /**
   * Limits of the chunks of one output.
   *
   * @param chunkLimitBytes sealing size; one record may exceed it
   * @param initialBytes first size of an open chunk
   * @param flushDelayMillis longest time from now that a new chunk may stay open
   * @param requestRecords records per request; to avoid small requests, a chunk is sealed at a
   *     request boundary if another full request does not fit
   */
  public record ChunkLimits(
      int chunkLimitBytes,
      int initialBytes,
      LongSupplier flushDelayMillis,
      int maxRecordBytes,
      int requestRecords) {
    /** Flushes after {@code flushIntervalMillis}; an open chunk has its full size at once. */
    public ChunkLimits(
        int chunkLimitBytes, long flushIntervalMillis, int maxRecordBytes, int requestRecords) {
      this(
          chunkLimitBytes,
          chunkLimitBytes,
          () -> flushIntervalMillis,
          maxRecordBytes,
          requestRecords);
    }

    /** Lets a last record grow beyond the sealing size. */
    int maxOpenBytes() {
      return chunkLimitBytes + maxRecordBytes + RECORD_SLACK_BYTES;
    }

    boolean isFull(int bytes, int records) {
      return bytes >= chunkLimitBytes
          || (records % requestRecords == 0
              && bytes + (long) bytes / records * requestRecords > chunkLimitBytes);
    }
  }

  /**
   * Where chunks go.
   *
   * @param held counts held bytes
   * @param sealed receives sealed chunks: the queue or a stage before it
   */
  public record Destination(LongConsumer held, Consumer<Chunk> sealed) {}

  /** Fills chunks on {@code loop}. */
  public ChunkAppender(
      EventLoop loop,
      Destination destination,
      ChunkLimits limits,
      RecordForm form,
      EventOutcomes outcomes,
      ByteBufAllocator allocator) {
    this.loop = loop;
    this.held = new HeldCounters(destination.held(), outcomes.ledger());
    this.sealed = destination.sealed();
    this.outcomes = outcomes;
    this.limits = limits;
    this.form = form;
    this.open = new OpenChunk(allocator, limits);
  }

  /**
   * Appends one event, or rejects and counts it. Never throws; after an unexpected error, {@code
   * ack} is never sent.
   */
  public void append(ByteBuf event, int offset, int length, PendingAck ack) {
    if (closed) {
      outcomes.refuse(RejectCause.STOPPED, ack);
      return;
    }
    if (length / SHORTEST_JSON_SHARE > limits.maxRecordBytes()) {
      outcomes.reject(RejectCause.RECORD_TOO_LARGE, event, offset, length);
      return;
    }
    try {
      makeRoom(length);
      write(event, offset, length, ack);
    } catch (RuntimeException | Error e) {
      open.abandonRecord();
      ERRORS.run(() -> LOG.error("cannot buffer an event; it is not acknowledged", e));
      outcomes.refuse(RejectCause.NOT_KEPT, ack);
    }
  }

  private void makeRoom(int length) {
    if (open.records() > 0 && open.sizeBytes() + length + length / 4 > limits.chunkLimitBytes()) {
      seal();
    }
    open.ensureMemory();
  }

  private void write(ByteBuf event, int offset, int length, PendingAck ack) {
    int before = open.sizeBytes();
    boolean written;
    try {
      written = form.write(event, offset, length, open.buffer());
    } catch (ValueTooLongException e) {
      open.abandonRecord();
      outcomes.reject(RejectCause.RECORD_TOO_LARGE, event, offset, length);
      return;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      open.abandonRecord();
      outcomes.reject(RejectCause.NOT_CONVERTIBLE, event, offset, length);
      return;
    }
    int recordBytes = open.buffer().writerIndex() - before;
    if (!written) {
      open.abandonRecord();
      outcomes.reject(RejectCause.NO_DATA_KEY, event, offset, length);
    } else if (recordBytes > limits.maxRecordBytes()) {
      open.abandonRecord();
      outcomes.reject(RejectCause.RECORD_TOO_LARGE, event, offset, length);
    } else {
      keep(recordBytes, ack);
    }
  }

  /** Schedules the flush first, so that no held record lacks one. */
  private void keep(int recordBytes, PendingAck ack) {
    if (open.records() == 0) {
      flushLater(limits.flushDelayMillis().getAsLong());
    }
    if (ack.isRequested() && !flushSoon) {
      flushLater(Math.min(ACK_LINGER_MILLIS, limits.flushDelayMillis().getAsLong()));
      flushSoon = true;
    }
    open.endRecord(ack);
    unheldBytes += recordBytes;
    unheldRecords++;
    if (limits.isFull(open.sizeBytes(), open.records())) {
      sealIfPossible();
    }
  }

  /** After a failure, the next event retries. */
  private void sealIfPossible() {
    try {
      seal();
    } catch (RuntimeException | Error e) {
      ERRORS.run(() -> LOG.error("a chunk cannot be handed to delivery yet", e));
    }
  }

  /** Counts the newly appended records as held. */
  public void frameEnd() {
    if (unheldRecords > 0) {
      held.add(unheldBytes, unheldRecords);
      unheldBytes = 0;
      unheldRecords = 0;
    }
  }

  /**
   * Hands the open chunk to delivery.
   *
   * @throws OutOfMemoryError when memory is exhausted; the chunk stays open
   */
  public void seal() {
    frameEnd();
    if (open.records() == 0) {
      return;
    }
    open.seal(sealed);
    generation++;
    flushSoon = false;
  }

  /** Seals the open chunk and releases its buffer; later events are rejected. */
  public void close() {
    closed = true;
    seal();
    open.release();
  }

  /** Returns true after {@link #close}. */
  public boolean isClosed() {
    return closed;
  }

  private void flushLater(long millis) {
    flushLater(millis, millis, generation);
  }

  /** Waits in steps, so that the loop soon forgets the waits of chunks that filled up. */
  private void flushLater(long millis, long leftMillis, long sealing) {
    long step = Math.min(leftMillis, WAIT_STEP_MILLIS);
    var unused =
        loop.schedule(
            () -> {
              if (generation == sealing && leftMillis > step) {
                flushLater(millis, leftMillis - step, sealing);
              } else if (generation == sealing) {
                flush(millis);
              }
            },
            step,
            TimeUnit.MILLISECONDS);
  }

  private void flush(long millis) {
    try {
      seal();
    } catch (RuntimeException | Error e) {
      ERRORS.run(() -> LOG.error("a chunk cannot be handed to delivery yet", e));
      flushLater(Math.min(Math.max(millis, RETRY_MILLIS), WAIT_STEP_MILLIS));
    }
  }
}
