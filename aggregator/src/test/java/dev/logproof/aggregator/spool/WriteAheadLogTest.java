package dev.logproof.aggregator.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.Latches;
import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.buffer.Chunks;
import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.metrics.Ledger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log's thread survives failures and hands on every chunk. */
class WriteAheadLogTest {
  private static final long LONG_MILLIS = 20_000;

  @TempDir Path root;

  private final SeamDisk disk = new SeamDisk();
  private final Spools spools = TestSpools.create(disk, new Ledger());
  private final BlockingQueue<Chunk> delivered = new LinkedBlockingQueue<>();
  private final AtomicInteger acks = new AtomicInteger();
  private OutputSpool output;

  @BeforeEach
  void open() throws IOException {
    output = TestSpools.open(spools, root, true);
  }

  @AfterEach
  void close() {
    spools.close();
  }

  private WriteAheadLog log(Consumer<Chunk> delivery) {
    WriteAheadLog log = new WriteAheadLog(output, delivery);
    log.start();
    return log;
  }

  /** The client waits until the chunk is on disk. */
  private Chunk chunk() {
    return Chunks.owing(
        SpoolFiles.chunk(List.of("event")), new PendingAck(acks::incrementAndGet, true));
  }

  private Chunk next() throws InterruptedException {
    Chunk chunk = delivered.poll(LONG_MILLIS, TimeUnit.MILLISECONDS);
    assertThat(chunk).isNotNull();
    return chunk;
  }

  @Test
  void deliversFromMemoryWithoutAckWhenTheDiskFailsInAnyWay() throws InterruptedException {
    WriteAheadLog log = log(delivered::add);
    for (Throwable failure :
        List.of(
            new IOException("No space left on device"),
            new IllegalStateException("planted"),
            new OutOfMemoryError("planted"))) {
      disk.beforeWrite((seam, file) -> fail(failure));
      log.accept(chunk());
      assertThat(next().isStored()).as("%s", failure).isFalse();
    }
    assertThat(acks).hasValue(0);
    disk.beforeWrite((seam, file) -> {});
    log.accept(chunk());
    assertThat(next().isStored()).isTrue();
    assertThat(acks).hasValue(1);
    assertThat(log.close(LONG_MILLIS)).isTrue();
  }

  private static void fail(Throwable failure) throws IOException {
    if (failure instanceof IOException e) {
      throw e;
    } else if (failure instanceof RuntimeException e) {
      throw e;
    }
    throw (Error) failure;
  }

  @Test
  void retriesHandOverWhenDeliveryThrows() throws InterruptedException {
    AtomicInteger calls = new AtomicInteger();
    WriteAheadLog log =
        log(
            chunk -> {
              if (calls.incrementAndGet() == 1) {
                throw new OutOfMemoryError("planted");
              }
              delivered.add(chunk);
            });
    log.accept(chunk());
    assertThat(next().isStored()).isTrue();
    assertThat(log.close(LONG_MILLIS)).isTrue();
  }

  @Test
  void continuesAfterFailingAcknowledgement() throws InterruptedException {
    WriteAheadLog log = log(delivered::add);
    PendingAck ack =
        new PendingAck(
            () -> {
              throw new IllegalStateException("planted");
            },
            true);
    log.accept(Chunks.owing(SpoolFiles.chunk(List.of("event")), ack));
    next();
    log.accept(chunk());
    assertThat(next().isStored()).isTrue();
    assertThat(log.close(LONG_MILLIS)).isTrue();
  }

  @Test
  void closesInTimeAndDeliversQueueWhenDiskHangs() throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch reached = new CountDownLatch(1);
    disk.hang(reached, end);
    WriteAheadLog log = log(delivered::add);
    log.accept(chunk());
    Latches.assertOpens(reached);
    log.accept(chunk());
    assertThat(log.close(100)).isFalse();
    assertThat(delivered).hasSize(1);
    assertThat(acks).hasValue(0);
    end.countDown();
    next();
    next();
  }

  @Test
  void acknowledgesNothingBeforeNameAndContentAreDurable() throws IOException {
    MemoryDisk memory = new MemoryDisk();
    SplittableRandom random = new SplittableRandom(1);
    DiskProcess process = new DiskProcess(memory, random, DiskProcess.Faults.NONE);
    try (Spools inMemory = TestSpools.create(process, new Ledger())) {
      OutputSpool spool = inMemory.register(Path.of("/spool"), "out", TestSpools.STREAM, true);
      inMemory.open();
      Chunk chunk = SpoolFiles.chunk(List.of("event"));
      assertThat(new WalWriter(spool).write(List.of(chunk)).copies()).containsKey(chunk);
      memory.losePower(random);
      assertThat(memory.files().keySet()).anyMatch(SpoolNames::isSpool);
      assertThat(
              memory.files().values().stream()
                  .map(MemoryFile::visible)
                  .filter(content -> new String(content, UTF_8).contains("event")))
          .hasSize(1);
      chunk.release();
    }
  }
}
