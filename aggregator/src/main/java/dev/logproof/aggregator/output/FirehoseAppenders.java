package dev.logproof.aggregator.output;

import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.buffer.ChunkAppender;
import dev.logproof.aggregator.buffer.ChunkAppender.ChunkLimits;
import dev.logproof.aggregator.buffer.EventOutcomes;
import dev.logproof.aggregator.config.BufferConfig;
import dev.logproof.aggregator.config.FirehoseOutput;
import dev.logproof.aggregator.firehose.FirehoseLimits;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Creates the appenders of a Firehose output on one event loop. Immutable. */
record FirehoseAppenders(FirehoseOutput config, EventLoop loop, EventOutcomes outcomes) {
  /** With chunk keys, many chunks are open and most stay small. */
  private static final int KEYED_BYTES = 4 * 1024;

  private static final InstantSource CLOCK = InstantSource.system();

  /** Returns the appender of a buffer without chunk keys. */
  ChunkAppender single(LongConsumer held, Consumer<Chunk> sealed) {
    BufferConfig buffer = config.buffer();
    return create(buffer.chunkLimitBytes(), FlushDelay.of(buffer, 0, CLOCK), held, sealed);
  }

  /** Returns the view of a buffer with chunk keys. */
  KeyedChunks keyed(ChunkDestinations destinations) {
    int firstBytes = Math.min(KEYED_BYTES, config.buffer().chunkLimitBytes());
    return new KeyedChunks(
        config.buffer(),
        new KeyedChunks.Target(config.streamTemplate(), destinations),
        (delay, sealed) -> create(firstBytes, delay, destinations::hold, sealed),
        outcomes,
        CLOCK);
  }

  private ChunkAppender create(
      int firstBytes, LongSupplier delay, LongConsumer held, Consumer<Chunk> sealed) {
    ChunkLimits limits =
        new ChunkLimits(
            config.buffer().chunkLimitBytes(),
            firstBytes,
            delay,
            FirehoseLimits.PUT_RECORD_BATCH.maxRecordBytes(),
            config.aggregateRecords()
                ? Integer.MAX_VALUE
                : FirehoseLimits.PUT_RECORD_BATCH.maxRecords());
    return new ChunkAppender(
        loop,
        held,
        sealed,
        limits,
        new FirehoseRecordForm(config),
        outcomes,
        PooledByteBufAllocator.DEFAULT);
  }
}
