package dev.logproof.aggregator.output;

import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.buffer.ChunkAppender;
import dev.logproof.aggregator.buffer.ChunkAppender.ChunkLimits;
import dev.logproof.aggregator.buffer.EventOutcomes;
import dev.logproof.aggregator.buffer.RecordForm;
import dev.logproof.aggregator.config.BufferConfig;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Creates the appenders of a buffered output on one event loop. Immutable. */
record Appenders(
    BufferConfig buffer, SinkKind.Format format, EventLoop loop, EventOutcomes outcomes) {
  /** With chunk keys, many chunks are open and most stay small. */
  private static final int KEYED_BYTES = 4 * 1024;

  private static final InstantSource CLOCK = InstantSource.system();

  /** Returns the appender of a buffer without chunk keys, with its form. */
  ChunkAppender single(RecordForm form, LongConsumer held, Consumer<Chunk> sealed) {
    return create(form, buffer.chunkLimitBytes(), FlushDelay.of(buffer, 0, CLOCK), held, sealed);
  }

  /** Returns the view of a buffer with chunk keys. */
  KeyedChunks keyed(ChunkDestinations destinations) {
    int firstBytes = Math.min(KEYED_BYTES, buffer.chunkLimitBytes());
    RecordForm form = format.form().get();
    return new KeyedChunks(
        buffer,
        new KeyedChunks.Target(format.name(), destinations, form, format.acksWhenBuffered()),
        (delay, chunks) -> create(form, firstBytes, delay, destinations::hold, chunks),
        outcomes,
        CLOCK);
  }

  private ChunkAppender create(
      RecordForm form,
      int firstBytes,
      LongSupplier delay,
      LongConsumer held,
      Consumer<Chunk> sealed) {
    ChunkLimits limits =
        new ChunkLimits(
            buffer.chunkLimitBytes(),
            firstBytes,
            delay,
            format.maxRecordBytes(),
            format.requestRecords());
    return new ChunkAppender(
        loop,
        new ChunkAppender.Destination(held, sealed),
        limits,
        form,
        outcomes,
        PooledByteBufAllocator.DEFAULT);
  }
}
