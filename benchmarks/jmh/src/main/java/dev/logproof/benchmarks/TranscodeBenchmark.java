package dev.logproof.benchmarks;

import dev.logproof.aggregator.transcode.RecordTranscoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Transcodes events from msgpack to JSON. */
@State(Scope.Thread)
public class TranscodeBenchmark {
  private static final int EVENTS = 200;

  /** Content of the events. */
  @Param({"ASCII", "UTF_8", "ESCAPES", "NESTED"})
  public Records records = Records.ASCII;

  private final RecordTranscoder transcoder = new RecordTranscoder();
  private final int[] ends = new int[EVENTS];
  private ByteBuf input;
  private ByteBuf chunk;

  /** Prepares events and output. */
  @Setup
  public void open() {
    input = PooledByteBufAllocator.DEFAULT.directBuffer();
    for (int event = 0; event < EVENTS; event++) {
      input.writeBytes(records.record(event));
      ends[event] = input.writerIndex();
    }
    chunk = PooledByteBufAllocator.DEFAULT.directBuffer(2 * input.writerIndex());
  }

  /** Releases the buffers. */
  @TearDown
  public void close() {
    input.release();
    chunk.release();
  }

  /** Transcodes all events. */
  @Benchmark
  public int transcode(Bytes counted) {
    chunk.clear();
    int start = 0;
    for (int end : ends) {
      transcoder.transcode(input, start, end - start, chunk);
      start = end;
    }
    counted.add(start);
    return chunk.writerIndex();
  }
}
