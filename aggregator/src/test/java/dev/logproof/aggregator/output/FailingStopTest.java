package dev.logproof.aggregator.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.Latches;
import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.buffer.Chunks;
import dev.logproof.aggregator.config.TestOutput;
import dev.logproof.aggregator.firehose.Batches;
import dev.logproof.aggregator.firehose.PutOutcome;
import dev.logproof.aggregator.firehose.TestStream;
import dev.logproof.aggregator.metrics.Accounting;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.LeftOnDisk;
import dev.logproof.aggregator.spool.SeamDisk;
import dev.logproof.aggregator.spool.SpoolFiles;
import dev.logproof.aggregator.spool.Spools;
import dev.logproof.aggregator.spool.StopSpool;
import dev.logproof.aggregator.spool.TestSpools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A stop handles a damaged, hanging or full disk. */
class FailingStopTest {
  private static final int RECORDS = 100;

  @TempDir Path directory;

  private final SeamDisk disk = new SeamDisk();
  private final List<String> accepted = Collections.synchronizedList(new ArrayList<>());

  /** The task's sink is not started yet. */
  private SinkTask task(boolean onDisk, TestStream stream) throws IOException {
    return new SinkTask(TestOutput.QUICK_RETRIES.onDisk(onDisk), stream, disk, directory);
  }

  private SinkTask start(boolean onDisk, TestStream stream) throws IOException {
    SinkTask task = task(onDisk, stream);
    task.start();
    return task;
  }

  private TestStream stream(boolean takes) {
    return batch -> {
      if (!takes) {
        return new PutOutcome.Unanswered("away");
      }
      accepted.addAll(Batches.texts(batch));
      return new PutOutcome.Answered(List.of(), "");
    };
  }

  @Test
  void keepsIntactEntriesBehindDamageWhenTheyCannotBeDelivered() throws Exception {
    keepOneByOne(30);
    Path file = SpoolFiles.find(directory, ".spool").get(0);
    SpoolFiles.flip(file, SpoolFiles.bodyOffset(file, 19));
    SinkTask second = start(false, stream(false));
    Accounting counters = second.stop(2_000);
    assertThat(counters.spooled()).isEqualTo(29);
    assertThat(counters.left()).isEqualTo(new LeftOnDisk(0, 1, 0));
    SinkTask third = start(false, stream(true));
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
        Chunk chunk = SpoolFiles.chunk(List.of("event " + event));
        files.keep(chunk);
        chunk.release();
      }
      assertThat(files.finish()).isTrue();
    }
  }

  /** The deadline is 3 s; waiting for the disk exceeds the test's timeout. */
  @Test
  @Timeout(20)
  void stopsByDeadlineWhenDiskHangs() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    SinkTask task = start(false, stream(false));
    task.receive(Chunks.of(RECORDS));
    disk.hang(new CountDownLatch(1), end);
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
    SinkTask task = start(true, stream(true));
    disk.hang(hanging, end);
    task.receive(Chunks.of(RECORDS));
    Latches.assertOpens(hanging);
    task.receive(Chunks.of(RECORDS));
    Accounting counters = task.stop(4_000);
    assertThat(counters.delivered()).isGreaterThanOrEqualTo(RECORDS);
    assertThat(counters.delivered() + counters.pending()).isEqualTo(2 * RECORDS);
    end.countDown();
  }

  @Test
  void countsEventsAsPendingWhenDiskIsFull() throws Exception {
    SinkTask task = start(false, stream(false));
    task.receive(Chunks.of(RECORDS));
    disk.beforeWrite(
        (seam, file) -> {
          throw new IOException("No space left on device");
        });
    Accounting counters = task.stop(1_000);
    assertThat(counters.line()).endsWith("pending=" + RECORDS);
    assertThat(SpoolFiles.find(directory, ".spool")).isEmpty();
    assertThat(SpoolFiles.find(directory, ".tmp")).isEmpty();
  }

  @Test
  void deliversNothingAndTouchesNothingBeforeItsStart() throws Exception {
    SinkTask first = start(false, stream(false));
    first.receive(Chunks.of(RECORDS));
    first.stop(0);
    List<Path> before = SpoolFiles.find(directory, "");
    SinkTask dryRun = task(false, stream(true));
    dryRun.stop(1_000);
    assertThat(accepted).isEmpty();
    assertThat(SpoolFiles.find(directory, "")).isEqualTo(before);
    assertThat(Files.size(SpoolFiles.find(directory, ".spool").get(0))).isPositive();
  }
}
