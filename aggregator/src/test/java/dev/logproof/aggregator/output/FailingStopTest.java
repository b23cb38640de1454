package dev.logproof.aggregator.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.buffer.Chunks;
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
import dev.logproof.aggregator.metrics.LeftOnDisk;
import dev.logproof.aggregator.spool.ForwardingDisk;
import dev.logproof.aggregator.spool.SpoolFiles;
import dev.logproof.aggregator.spool.Spools;
import dev.logproof.aggregator.spool.StopSpool;
import dev.logproof.aggregator.spool.TestSpools;
import dev.logproof.aggregator.stop.StopDeadline;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A stop handles a damaged, hanging or full disk. */
class FailingStopTest {
  private static final int RECORDS = 100;

  @TempDir Path directory;

  private final ForwardingDisk disk = new ForwardingDisk();
  private final List<String> accepted = Collections.synchronizedList(new ArrayList<>());

  /** A task with one output. */
  private final class Task {
    private final Ledger ledger = new Ledger();
    private final Spools spools = TestSpools.create(disk, ledger);
    private final StopDeadline deadline = new StopDeadline(System::nanoTime);
    private final FirehoseSink sink;

    Task(boolean onDisk, DeliveryStream stream) throws IOException {
      Optional<FileBuffer> file =
          onDisk ? Optional.of(new FileBuffer(Optional.empty())) : Optional.empty();
      sink =
          new FirehoseSink(
              config(file),
              64 << 20,
              stream,
              deadline,
              ledger,
              (reason, event) -> {},
              TestSpools.open(spools, directory, onDisk),
              new SplittableRandom(1));
    }

    void start() {
      sink.start();
    }

    void receive(Chunk chunk) {
      ledger.received(chunk.records(), 0);
      ledger.held(chunk.records());
      sink.offer(chunk);
    }

    Accounting stop(long millis) throws InterruptedException {
      deadline.endIn(millis);
      sink.finish(deadline);
      spools.close();
      assertThat(ledger.accounting().balanced()).isTrue();
      return ledger.accounting();
    }
  }

  private DeliveryStream stream(boolean takes) {
    return new DeliveryStream() {
      @Override
      public PutOutcome put(RecordBatch batch) {
        if (!takes) {
          return new PutOutcome.Unanswered("away");
        }
        accepted.addAll(Batches.texts(batch));
        return new PutOutcome.Answered(List.of(), "");
      }

      @Override
      public void close() {}
    };
  }

  private static FirehoseOutput config(Optional<FileBuffer> file) {
    BufferConfig buffer =
        new BufferConfig(
            1_000,
            1 << 16,
            1 << 30,
            file,
            1,
            OverflowAction.BLOCK,
            10,
            2,
            100,
            true,
            RetryLimit.NONE);
    return new FirehoseOutput(
        "out", Optional.empty(), "stream", Optional.empty(), false, true, false, buffer);
  }

  @Test
  void keepsIntactEntriesBehindDamageWhenTheyCannotBeDelivered() throws Exception {
    keepOneByOne(30);
    Path file = SpoolFiles.find(directory, ".spool").get(0);
    SpoolFiles.flip(file, SpoolFiles.bodyOffset(file, 19));
    Task second = new Task(false, stream(false));
    second.start();
    Accounting counters = second.stop(2_000);
    assertThat(counters.spooled()).isEqualTo(29);
    assertThat(counters.left()).isEqualTo(new LeftOnDisk(0, 1, 0));
    Task third = new Task(false, stream(true));
    third.start();
    assertThat(third.stop(60_000).line())
        .startsWith("accounting: received=29 (recovered=29) delivered=29")
        .endsWith("pending=0 left=1 (damaged=1)");
    assertThat(accepted).hasSize(29).contains("event 0", "event 29");
  }

  /** Spools one entry per event, as an earlier task would. */
  private void keepOneByOne(int events) throws IOException {
    try (Spools spools = TestSpools.create(disk, new Ledger())) {
      StopSpool files = new StopSpool(TestSpools.open(spools, directory, false));
      for (int event = 0; event < events; event++) {
        Chunk chunk = chunk("event " + event);
        files.keep(chunk);
        chunk.release();
      }
      assertThat(files.finish()).isTrue();
    }
  }

  private static Chunk chunk(String text) {
    return Chunk.of(UnpooledByteBufAllocator.DEFAULT, List.of(text.getBytes(UTF_8)));
  }

  /** The deadline is 3 s; waiting for the disk exceeds the test's timeout. */
  @Test
  @Timeout(20)
  void stopsByDeadlineWhenDiskHangs() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Task task = new Task(false, stream(false));
    task.start();
    task.receive(Chunks.of(RECORDS));
    disk.hangUntil(end);
    Accounting counters = task.stop(3_000);
    assertThat(counters.pending()).isEqualTo(RECORDS);
    assertThat(counters.spooled()).isZero();
    end.countDown();
  }

  @Test
  @Timeout(20)
  void deliversFromMemoryWhenBufferDiskHangs() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch hanging = new CountDownLatch(1);
    Task task = new Task(true, stream(true));
    task.start();
    disk.beforeWrite(
        file -> {
          hanging.countDown();
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    task.receive(Chunks.of(RECORDS));
    assertThat(hanging.await(20, TimeUnit.SECONDS)).isTrue();
    task.receive(Chunks.of(RECORDS));
    Accounting counters = task.stop(4_000);
    assertThat(counters.delivered()).isGreaterThanOrEqualTo(RECORDS);
    assertThat(counters.delivered() + counters.pending()).isEqualTo(2 * RECORDS);
    end.countDown();
  }

  @Test
  void countsEventsAsPendingWhenDiskIsFull() throws Exception {
    Task task = new Task(false, stream(false));
    task.start();
    task.receive(Chunks.of(RECORDS));
    disk.beforeWrite(
        file -> {
          throw new IOException("No space left on device");
        });
    Accounting counters = task.stop(1_000);
    assertThat(counters.line()).endsWith("pending=" + RECORDS);
    assertThat(SpoolFiles.find(directory, ".spool")).isEmpty();
    assertThat(SpoolFiles.find(directory, ".tmp")).isEmpty();
  }

  @Test
  void deliversNothingAndTouchesNothingBeforeItsStart() throws Exception {
    Task first = new Task(false, stream(false));
    first.start();
    first.receive(Chunks.of(RECORDS));
    first.stop(0);
    List<Path> before = SpoolFiles.find(directory, "");
    Task dryRun = new Task(false, stream(true));
    dryRun.stop(1_000);
    assertThat(accepted).isEmpty();
    assertThat(SpoolFiles.find(directory, "")).isEqualTo(before);
    assertThat(Files.size(SpoolFiles.find(directory, ".spool").get(0))).isPositive();
  }
}
