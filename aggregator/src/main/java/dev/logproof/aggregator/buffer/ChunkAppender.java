package dev.logproof.aggregator.buffer;

import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.RejectCause;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Fills chunks for one output on one event loop: an event is transcoded straight into the open
 * chunk, with no object of its own. A chunk is sealed when it is full, when its oldest event has
 * waited for {@code flushIntervalMillis}, or soon after a client waits for its acknowledgement.
 * Confined to the event loop.
 */
public final class ChunkAppender {
  /** How long an acknowledgement may wait for company, so that a request is not one event. */
  static final long ACK_LINGER_MILLIS = 10;

  /**
   * One msgpack byte is at least a ninth of a JSON byte (a float64 of 9 bytes may be one digit).
   */
  private static final int SHORTEST_JSON_SHARE = 9;

  private final EventLoop loop;
  private final ChunkQueue queue;
  private final Consumer<Chunk> sealed;
  private final ChunkLimits limits;
  private final RecordForm form;
  private final Ledger ledger;
  private final DeadLetters deadLetters;
  private final ByteBufAllocator allocator;
  private Chunk open;
  private long generation;
  private boolean flushSoon;
  private int unheldBytes;
  private int unheldRecords;

  /**
   * Limits of the chunks of one output.
   *
   * @param chunkLimitBytes size at which a chunk is sealed; one record may reach over it
   * @param flushIntervalMillis longest wait of an event in an open chunk
   * @param maxRecordBytes largest record the destination accepts
   * @param requestRecords how many records are a request; a chunk that has no room for the next
   *     request is sealed behind the last, so that none is sent for the few that would fit
   */
  public record ChunkLimits(
      int chunkLimitBytes, long flushIntervalMillis, int maxRecordBytes, int requestRecords) {
    boolean isFull(int bytes, int records) {
      return bytes >= chunkLimitBytes
          || (records % requestRecords == 0
              && bytes + (long) bytes / records * requestRecords > chunkLimitBytes);
    }
  }

  /**
   * Fills chunks on {@code loop}.
   *
   * @param queue that counts what is held
   * @param sealed is given each chunk: the queue itself, or what stands before it
   */
  public ChunkAppender(
      EventLoop loop,
      ChunkQueue queue,
      Consumer<Chunk> sealed,
      ChunkLimits limits,
      RecordForm form,
      Ledger ledger,
      DeadLetters deadLetters,
      ByteBufAllocator allocator) {
    this.loop = loop;
    this.queue = queue;
    this.sealed = sealed;
    this.limits = limits;
    this.form = form;
    this.ledger = ledger;
    this.deadLetters = deadLetters;
    this.allocator = allocator;
    this.open = new Chunk(newBuffer());
  }

  /** Appends one event, or gives it up for a cause that is counted. */
  public void append(ByteBuf event, int offset, int length, Optional<PendingAck> ack) {
    if (length / SHORTEST_JSON_SHARE > limits.maxRecordBytes()) {
      reject(RejectCause.RECORD_TOO_LARGE, event, offset, length);
      return;
    }
    if (open.records() > 0 && open.sizeBytes() + length + length / 4 > limits.chunkLimitBytes()) {
      seal();
    }
    int before = open.sizeBytes();
    boolean written;
    try {
      written = form.write(event, offset, length, open.buffer());
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      open.abandonRecord();
      reject(RejectCause.NOT_CONVERTIBLE, event, offset, length);
      return;
    }
    int recordBytes = open.sizeBytes() - before;
    if (!written) {
      open.abandonRecord();
      reject(RejectCause.NO_DATA_KEY, event, offset, length);
    } else if (recordBytes > limits.maxRecordBytes()) {
      open.abandonRecord();
      reject(RejectCause.RECORD_TOO_LARGE, event, offset, length);
    } else {
      keep(recordBytes, ack);
    }
  }

  private void keep(int recordBytes, Optional<PendingAck> ack) {
    if (open.records() == 0) {
      flushLater(limits.flushIntervalMillis());
    }
    open.endRecord();
    unheldBytes += recordBytes;
    unheldRecords++;
    if (ack.isPresent()) {
      open.owe(ack.get());
      if (!flushSoon) {
        flushSoon = true;
        flushLater(Math.min(ACK_LINGER_MILLIS, limits.flushIntervalMillis()));
      }
    }
    if (limits.isFull(open.sizeBytes(), open.records())) {
      seal();
    }
  }

  /** Frames are read to their end: what they added counts as held from now on. */
  public void frameEnd() {
    if (unheldRecords > 0) {
      queue.hold(unheldBytes);
      ledger.held(unheldRecords);
      unheldBytes = 0;
      unheldRecords = 0;
    }
  }

  /** Hands what is open to delivery. */
  public void seal() {
    frameEnd();
    if (open.records() == 0) {
      return;
    }
    generation++;
    flushSoon = false;
    if (open.sizeBytes() < open.capacityBytes() / 2) {
      Chunk small = open.compact();
      open.reset();
      sealed.accept(small);
    } else {
      sealed.accept(open);
      open = new Chunk(newBuffer(), open.endsCapacity());
    }
  }

  /** Seals for good and gives the open chunk's memory back; nothing may be appended after. */
  public void close() {
    seal();
    open.release();
  }

  private void flushLater(long millis) {
    long sealing = generation;
    var unused =
        loop.schedule(
            () -> {
              if (generation == sealing) {
                seal();
              }
            },
            millis,
            TimeUnit.MILLISECONDS);
  }

  private void reject(RejectCause cause, ByteBuf event, int offset, int length) {
    ledger.rejected(cause, 1);
    byte[] copy = new byte[length];
    event.getBytes(offset, copy);
    deadLetters.keep(cause.label(), copy);
  }

  private ByteBuf newBuffer() {
    return allocator.directBuffer(limits.chunkLimitBytes());
  }
}
