package dev.logproof.aggregator.delivery;

import dev.logproof.aggregator.batch.FirehoseLimits;
import dev.logproof.aggregator.buffer.ChunkAppender;
import dev.logproof.aggregator.buffer.ChunkAppender.ChunkLimits;
import dev.logproof.aggregator.buffer.ChunkQueue;
import dev.logproof.aggregator.buffer.DeadLetters;
import dev.logproof.aggregator.config.BufferConfig;
import dev.logproof.aggregator.config.FirehoseOutput;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.output.LoopOutput;
import dev.logproof.aggregator.output.Output;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;

/**
 * {@code @type kinesis_firehose}: a buffer, its delivery threads and the stream they send to.
 * Thread-safe.
 */
public final class FirehoseSink implements Output {
  private final FirehoseOutput config;
  private final ChunkQueue queue;
  private final DeliveryStream stream;
  private final DeliveryWorkers workers;
  private final Ledger ledger;
  private final DeadLetters deadLetters;
  private final LongAdder retries = new LongAdder();

  /**
   * Starts delivery to {@code stream}.
   *
   * @param totalLimitBytes of the buffer; at most what the configuration says
   */
  public FirehoseSink(
      FirehoseOutput config,
      long totalLimitBytes,
      DeliveryStream stream,
      StopDeadline deadline,
      Ledger ledger,
      DeadLetters deadLetters,
      RandomGenerator.SplittableGenerator random) {
    this.config = config;
    this.queue = new ChunkQueue(totalLimitBytes);
    this.stream = stream;
    this.ledger = ledger;
    this.deadLetters = deadLetters;
    this.workers =
        new DeliveryWorkers(
            queue,
            () ->
                new ChunkDelivery(
                    config.id(),
                    stream,
                    deadline,
                    ledger,
                    deadLetters,
                    retries,
                    random.split(),
                    retryPolicy(config.buffer())));
    workers.start(config.id(), config.buffer().flushThreadCount());
  }

  private static Backoff.RetryPolicy retryPolicy(BufferConfig buffer) {
    return new Backoff.RetryPolicy(
        buffer.retryWaitMillis(),
        buffer.retryExponentialBackoffBase(),
        buffer.retryMaxIntervalMillis(),
        buffer.retryRandomize());
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
            FirehoseLimits.PUT_RECORD_BATCH.maxRecordBytes());
    ChunkAppender appender =
        new ChunkAppender(
            loop,
            queue,
            limits,
            new FirehoseRecordForm(config),
            ledger,
            deadLetters,
            PooledByteBufAllocator.DEFAULT);
    return new ChunkedOutput(queue, appender, config.buffer().overflowAction(), ledger);
  }

  @Override
  public boolean finish(StopDeadline deadline) throws InterruptedException {
    queue.close();
    boolean finished = workers.awaitEnd(deadline);
    if (finished) {
      stream.close();
    }
    return finished;
  }
}
