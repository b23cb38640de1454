package dev.logproof.aggregator.delivery;

import dev.logproof.aggregator.batch.FirehoseLimits;
import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.buffer.ChunkAppender;
import dev.logproof.aggregator.buffer.ChunkAppender.ChunkLimits;
import dev.logproof.aggregator.buffer.ChunkQueue;
import dev.logproof.aggregator.buffer.DeadLetters;
import dev.logproof.aggregator.config.BufferConfig;
import dev.logproof.aggregator.config.FirehoseOutput;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.output.LoopOutput;
import dev.logproof.aggregator.output.Output;
import dev.logproof.aggregator.spool.ChunkLog;
import dev.logproof.aggregator.spool.Spool;
import dev.logproof.aggregator.spool.SpoolReplay;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code @type kinesis_firehose}: a buffer, its delivery threads and the stream they send to.
 * Thread-safe.
 */
public final class FirehoseSink implements Output {
  private static final Logger LOG = LoggerFactory.getLogger(FirehoseSink.class);

  /** For requests that wait for an answer when the deadline has passed. */
  private static final long CUT_MILLIS = 500;

  private final FirehoseOutput config;
  private final ChunkQueue queue;
  private final DeliveryStream stream;
  private final DeliveryWorkers workers;
  private final Ledger ledger;
  private final DeadLetters deadLetters;
  private final LongAdder retries = new LongAdder();
  private final Spool spool;

  /** Left by threads that may be interrupted, which must not write files: that would close them. */
  private final Queue<Left> undelivered = new ConcurrentLinkedQueue<>();

  private final Optional<ChunkLog> log;

  private final SpoolReplay replay;

  /** Records that the deadline left of {@code chunks}. */
  private record Left(List<byte[]> records, List<Chunk> chunks) {}

  /**
   * Starts delivery to {@code stream}.
   *
   * @param memoryLimitBytes what the buffer may hold in memory; all of it, without a disk
   * @param spool keeps what is left at the stop deadline, and gives back what was left earlier
   * @throws IOException when the spool cannot be read
   */
  public FirehoseSink(
      FirehoseOutput config,
      long memoryLimitBytes,
      DeliveryStream stream,
      StopDeadline deadline,
      Ledger ledger,
      DeadLetters deadLetters,
      Spool spool,
      RandomGenerator.SplittableGenerator random)
      throws IOException {
    this.config = config;
    boolean onDisk = config.buffer().file().isPresent();
    this.queue =
        onDisk
            ? new ChunkQueue(config.buffer().totalLimitBytes(), memoryLimitBytes)
            : new ChunkQueue(memoryLimitBytes);
    this.stream = stream;
    this.ledger = ledger;
    this.deadLetters = deadLetters;
    this.spool = spool;
    RequestWindow window = new RequestWindow(config.buffer().flushThreadCount());
    this.workers =
        new DeliveryWorkers(
            queue,
            () ->
                new ChunkDelivery(
                    terms(config),
                    stream,
                    deadline,
                    window,
                    ledger,
                    deadLetters,
                    retries,
                    random.split()),
            PooledByteBufAllocator.DEFAULT,
            (records, chunks) -> undelivered.add(new Left(records, chunks)));
    this.replay =
        new SpoolReplay(
            config.id(),
            onDisk ? spool.claimAlone() : spool.claim(),
            queue,
            ledger,
            records -> Chunk.of(PooledByteBufAllocator.DEFAULT, records));
    this.log =
        onDisk ? Optional.of(new ChunkLog(config.id(), spool, queue::offer)) : Optional.empty();
    workers.start(config.id(), config.buffer().flushThreadCount());
    replay.start();
  }

  private static ChunkDelivery.Terms terms(FirehoseOutput config) {
    return new ChunkDelivery.Terms(
        config.id(),
        retryPolicy(config.buffer()),
        config.aggregateRecords()
            ? new LinesPerRecord(FirehoseLimits.PUT_RECORD_BATCH.maxRecordBytes())
            : new EventPerRecord());
  }

  private static Backoff.RetryPolicy retryPolicy(BufferConfig buffer) {
    return new Backoff.RetryPolicy(
        buffer.retryWaitMillis(),
        buffer.retryExponentialBackoffBase(),
        buffer.retryMaxIntervalMillis(),
        buffer.retryRandomize(),
        buffer.retryLimit());
  }

  @Override
  public String id() {
    return config.id();
  }

  @Override
  public long heldBytes() {
    return queue.heldBytes();
  }

  @Override
  public long retries() {
    return retries.sum();
  }

  @Override
  public LoopOutput forLoop(EventLoop loop) {
    ChunkLimits limits =
        new ChunkLimits(
            config.buffer().chunkLimitBytes(),
            config.buffer().flushIntervalMillis(),
            FirehoseLimits.PUT_RECORD_BATCH.maxRecordBytes(),
            config.aggregateRecords()
                ? Integer.MAX_VALUE
                : FirehoseLimits.PUT_RECORD_BATCH.maxRecords());
    ChunkAppender appender =
        new ChunkAppender(
            loop,
            queue,
            log.<Consumer<Chunk>>map(file -> file).orElse(queue::offer),
            limits,
            new FirehoseRecordForm(config),
            ledger,
            deadLetters,
            PooledByteBufAllocator.DEFAULT);
    return new ChunkedOutput(queue, appender, config.buffer().overflowAction(), ledger);
  }

  /** Takes a sealed chunk, as an event loop does. */
  void offer(Chunk chunk) {
    queue.hold(chunk.sizeBytes());
    log.<Consumer<Chunk>>map(file -> file).orElse(queue::offer).accept(chunk);
  }

  /** Bytes held in memory. */
  long memoryBytes() {
    return queue.memoryBytes();
  }

  @Override
  public boolean finish(StopDeadline deadline) throws InterruptedException {
    replay.stop(deadline.remainingMillis(), spool);
    if (log.isPresent()) {
      log.get().close();
    }
    queue.close();
    boolean ended = workers.awaitEnd(deadline) || workers.cut(CUT_MILLIS);
    boolean nothingLeft = spoolRest();
    if (ended) {
      stream.close();
    }
    if (ended && !spool.failed()) {
      replay.forget();
    }
    return ended && nothingLeft;
  }

  /** Keeps what was not delivered; true when there was nothing. */
  private boolean spoolRest() {
    undelivered.forEach(left -> spool(left.records()));
    long onDisk = 0;
    for (Optional<Chunk> rest = queue.poll(); rest.isPresent(); rest = queue.poll()) {
      if (rest.get().isStored()) {
        onDisk += rest.get().records();
      } else {
        spool(rest.get().copyFrom(0));
      }
      queue.release(rest.get());
    }
    long safe = spool.finish() + onDisk;
    if (!spool.failed()) {
      undelivered.forEach(left -> left.chunks().forEach(Chunk::keptElsewhere));
    }
    if (onDisk > 0) {
      LOG.warn("[{}] stop deadline: {} events stay on disk for the next task", id(), onDisk);
    }
    ledger.spooled(safe);
    return safe == 0 && !spool.failed();
  }

  private void spool(List<byte[]> records) {
    if (spool.keep(records)) {
      LOG.warn("[{}] stop deadline: {} events are kept for the next task", id(), records.size());
    }
  }
}
