package dev.logproof.aggregator.firehose;

import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.benchmarks.Bytes;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/**
 * Builds and signs requests from sealed chunks. Shares the package of the measured classes, which
 * are package-private.
 */
@State(Scope.Thread)
public class RequestBenchmark {
  private static final int RECORD_BYTES = 295;
  private static final AwsBasicCredentials CREDENTIALS = AwsBasicCredentials.create("id", "secret");
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

  /** Whether a record holds as many events as fit. */
  @Param({"false", "true"})
  public boolean aggregated;

  private final AwsV4Signer signature =
      new AwsV4Signer("localhost", "Firehose_20150804.PutRecordBatch", "eu-west-1", "firehose");
  private Chunk chunk;
  private Records records;
  private RecordBatch batch;
  private RequestBody body;

  /** Fills a chunk with one request's single-event records, or 3 MB for aggregation. */
  @Setup
  public void open() throws IOException {
    int events = aggregated ? 10_000 : FirehoseLimits.PUT_RECORD_BATCH.maxRecords();
    SplittableRandom random = new SplittableRandom(1);
    chunk =
        Chunk.of(
            PooledByteBufAllocator.DEFAULT,
            IntStream.range(0, events).mapToObj(event -> line(random)).toList());
    records =
        new Records(
            aggregated
                ? new LinesPerRecord(
                    FirehoseLimits.PUT_RECORD_BATCH.maxRecordBytes(), Integer.MAX_VALUE)
                : new EventPerRecord());
    batch = new RecordBatch(records, FirehoseLimits.PUT_RECORD_BATCH);
    body = new RequestBody(PooledByteBufAllocator.DEFAULT, new RequestMemory(1 << 30), "a-stream");
    build(new Bytes());
    signature.begin(CREDENTIALS, NOW);
  }

  private static byte[] line(SplittableRandom random) {
    byte[] line = new byte[RECORD_BYTES];
    random.nextBytes(line);
    line[RECORD_BYTES - 1] = '\n';
    return line;
  }

  /** Releases the chunk and the body. */
  @TearDown
  public void close() {
    chunk.release();
    body.release();
  }

  /** Writes the request body from the chunk. */
  @Benchmark
  public final int build(Bytes counted) throws IOException {
    records.fill(List.of(chunk));
    batch.clear();
    int taken = batch.fill(0);
    body.write(batch);
    counted.add(chunk.sizeBytes());
    return taken;
  }

  /** Digests the body and signs the request. */
  @Benchmark
  public byte[] sign(Bytes counted) {
    counted.add(chunk.sizeBytes());
    return signature.headers(body);
  }
}
