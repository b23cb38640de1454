package dev.logproof.aggregator.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.buffer.Chunks;
import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.config.BufferConfig;
import dev.logproof.aggregator.config.BufferConfig.FileBuffer;
import dev.logproof.aggregator.config.FirehoseOutput;
import dev.logproof.aggregator.config.OverflowAction;
import dev.logproof.aggregator.config.RetryLimit;
import dev.logproof.aggregator.firehose.Batches;
import dev.logproof.aggregator.firehose.DeliveryStream;
import dev.logproof.aggregator.firehose.PutOutcome;
import dev.logproof.aggregator.firehose.RecordBatch;
import dev.logproof.aggregator.metrics.Accounting;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.spool.SpoolFiles;
import dev.logproof.aggregator.spool.Spools;
import dev.logproof.aggregator.spool.TestSpools;
import dev.logproof.aggregator.stop.StopDeadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With {@code @type file}, events outlive the task and are partly in memory. */
class FileBufferTest {
  private static final long TIME_LIMIT_SECONDS = 20;
  private static final int RECORDS = 100;

  @TempDir Path directory;
  private final Map<String, Integer> accepted = Collections.synchronizedMap(new HashMap<>());
  private final CountDownLatch open = new CountDownLatch(1);
  private final List<Spools> opened = new ArrayList<>();
  private final Ledger ledger = new Ledger();
  private final StopDeadline deadline = new StopDeadline(System::nanoTime);

  /** Disk and memory buffers give the same guarantees at a stop. */
  @Nested
  class AtAStop extends SpooledStopTest {
    @Override
    Optional<FileBuffer> file() {
      return Optional.of(new FileBuffer(Optional.empty()));
    }
  }

  @AfterEach
  void release() {
    opened.forEach(Spools::close);
  }

  private Spools spools() {
    Spools spools = TestSpools.create(ledger);
    opened.add(spools);
    return spools;
  }

  private DeliveryStream gated() {
    return new DeliveryStream() {
      @Override
      public PutOutcome put(RecordBatch batch) {
        try {
          open.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return new PutOutcome.Unanswered("cut");
        }
        Batches.texts(batch).forEach(record -> accepted.merge(record, 1, Integer::sum));
        return new PutOutcome.Answered(List.of(), "");
      }

      @Override
      public void close() {}
    };
  }

  private FirehoseSink sink(Path place, long memoryLimitBytes) throws IOException {
    BufferConfig buffer =
        new BufferConfig(
            1_000,
            1 << 16,
            1 << 30,
            Optional.of(new FileBuffer(Optional.empty())),
            1,
            OverflowAction.BLOCK,
            10,
            2,
            100,
            true,
            RetryLimit.NONE);
    FirehoseSink sink = newSink(place, memoryLimitBytes, buffer);
    sink.start();
    return sink;
  }

  private FirehoseSink newSink(Path place, long memoryLimitBytes, BufferConfig buffer)
      throws IOException {
    return new FirehoseSink(
        new FirehoseOutput(
            "out", Optional.empty(), "stream", Optional.empty(), false, true, false, buffer),
        memoryLimitBytes,
        gated(),
        deadline,
        ledger,
        (reason, event) -> {},
        TestSpools.open(spools(), place, true),
        new SplittableRandom(1));
  }

  private void receive(FirehoseSink sink, CountDownLatch stored) {
    ledger.received(RECORDS, 0);
    ledger.held(RECORDS);
    Chunk chunk = Chunks.of(RECORDS);
    PendingAck ack = new PendingAck(stored::countDown, true);
    chunk.owe(ack);
    ack.partKept();
    sink.offer(chunk);
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(TIME_LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void deliversOnlyUnmarkedEntriesAfterKill() throws Exception {
    FirehoseSink killed = sink(directory, 64 << 20);
    CountDownLatch stored = new CountDownLatch(3);
    for (int chunk = 0; chunk < 3; chunk++) {
      receive(killed, stored);
    }
    await(stored);
    assertThat(accepted).isEmpty();
    // A killed task leaves its files as they are now.
    Path left = directory.resolveSibling(directory.getFileName() + "-left");
    Path own = Path.of("task-0", TestSpools.STREAM.region(), TestSpools.STREAM.name());
    Files.createDirectories(left.resolve(own));
    for (Path file : files(directory.resolve(own))) {
      Path copy = Files.copy(file, left.resolve(own).resolve(file.getFileName()));
      SpoolFiles.ackFirst(copy);
    }
    open.countDown();
    deadline.endIn(60_000);
    assertThat(killed.finish(deadline)).isTrue();
    accepted.clear();

    FirehoseSink next = sink(left, 64 << 20);
    assertThat(next.finish(deadline)).isTrue();
    assertThat(accepted)
        .hasSize(RECORDS)
        .allSatisfy((record, times) -> assertThat(times).isEqualTo(2));
    assertThat(ledger.accounting().line()).contains("(recovered=200)").endsWith("pending=0");
    assertThat(files(left.resolve(own))).isEmpty();
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  @Test
  void deliversEverythingWithinMemoryLimit() throws Exception {
    int chunks = 200;
    long memoryLimit = 20L * Chunks.of(RECORDS).sizeBytes();
    FirehoseSink sink = sink(directory, memoryLimit);
    CountDownLatch stored = new CountDownLatch(chunks);
    for (int chunk = 0; chunk < chunks; chunk++) {
      receive(sink, stored);
    }
    await(stored);
    assertThat(sink.heldBytes()).isEqualTo(chunks * memoryLimit / 20);
    open.countDown();
    deadline.endIn(60_000);
    assertThat(sink.finish(deadline)).isTrue();
    assertThat(accepted)
        .hasSize(RECORDS)
        .allSatisfy((r, times) -> assertThat(times).isEqualTo(chunks));
    assertThat(sink.memoryBytes()).isZero();
    assertThat(sink.heldBytes()).isZero();
  }

  @Test
  void acksOnDeliveryFromMemoryWhenDiskFails() throws Exception {
    FirehoseSink sink = sink(directory, 64 << 20);
    Files.createFile(directory.resolve("task-0").resolve(TestSpools.STREAM.region()));
    AtomicInteger acks = new AtomicInteger();
    Chunk chunk = Chunks.of(RECORDS);
    PendingAck ack = new PendingAck(acks::incrementAndGet, true);
    chunk.owe(ack);
    ack.partKept();
    ledger.received(RECORDS, 0);
    ledger.held(RECORDS);
    sink.offer(chunk);
    assertThat(acks).hasValue(0);
    open.countDown();
    deadline.endIn(60_000);
    sink.finish(deadline);
    assertThat(acks).hasValue(1);
    Accounting counters = ledger.accounting();
    assertThat(counters.delivered()).isEqualTo(RECORDS);
    assertThat(counters.balanced()).isTrue();
  }

  @Test
  void takesAnotherDirectoryWhenTheFirstIsOwned() throws Exception {
    FirehoseSink first = sink(directory, 64 << 20);
    FirehoseSink second = sink(directory, 64 << 20);
    assertThat(directory.resolve("task-0/lock")).exists();
    assertThat(directory.resolve("task-1/lock")).exists();
    deadline.endIn(0);
    assertThat(first.finish(deadline)).isTrue();
    assertThat(second.finish(deadline)).isTrue();
  }
}
