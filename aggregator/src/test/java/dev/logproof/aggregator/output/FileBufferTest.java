package dev.logproof.aggregator.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.Latches;
import dev.logproof.aggregator.buffer.Chunks;
import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.config.TestOutput;
import dev.logproof.aggregator.firehose.Batches;
import dev.logproof.aggregator.firehose.PutOutcome;
import dev.logproof.aggregator.firehose.RecordBatch;
import dev.logproof.aggregator.spool.SpoolFiles;
import dev.logproof.aggregator.spool.TestSpools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With {@code @type file}, events outlive the task and are partly in memory. */
class FileBufferTest {
  private static final int RECORDS = 100;
  private static final TestOutput ON_DISK = TestOutput.QUICK_RETRIES.onDisk(true);

  @TempDir Path directory;
  private final Map<String, Integer> accepted = Collections.synchronizedMap(new HashMap<>());
  private final CountDownLatch open = new CountDownLatch(1);

  /** Disk and memory buffers give the same guarantees at a stop. */
  @Nested
  class AtAStop extends SpooledStopTest {
    @Override
    boolean onDisk() {
      return true;
    }
  }

  private PutOutcome whenOpen(RecordBatch batch) {
    if (!Latches.pass(open)) {
      return new PutOutcome.Unanswered("cut");
    }
    Batches.texts(batch).forEach(record -> accepted.merge(record, 1, Integer::sum));
    return new PutOutcome.Answered(List.of(), "");
  }

  private SinkTask task(Path place) throws IOException {
    return SinkTask.start(ON_DISK, this::whenOpen, place);
  }

  private static void receive(SinkTask task, Runnable stored) {
    task.receive(Chunks.owing(Chunks.of(RECORDS), new PendingAck(stored, true)));
  }

  @Test
  void deliversOnlyUnmarkedEntriesAfterKill() throws Exception {
    SinkTask killed = task(directory);
    CountDownLatch stored = new CountDownLatch(3);
    for (int chunk = 0; chunk < 3; chunk++) {
      receive(killed, stored::countDown);
    }
    Latches.assertOpens(stored);
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
    assertThat(killed.stop(60_000).line()).endsWith("pending=0");
    assertThat(killed.finished()).isTrue();
    accepted.clear();

    SinkTask next = task(left);
    assertThat(next.stop(60_000).line()).contains("(recovered=200)").endsWith("pending=0");
    assertThat(next.finished()).isTrue();
    assertThat(accepted)
        .hasSize(RECORDS)
        .allSatisfy((record, times) -> assertThat(times).isEqualTo(2));
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
    SinkTask task = SinkTask.start(ON_DISK.withMemory(memoryLimit), this::whenOpen, directory);
    CountDownLatch stored = new CountDownLatch(chunks);
    for (int chunk = 0; chunk < chunks; chunk++) {
      receive(task, stored::countDown);
    }
    Latches.assertOpens(stored);
    assertThat(task.sink().heldBytes()).isEqualTo(chunks * memoryLimit / 20);
    open.countDown();
    task.stop(60_000);
    assertThat(task.finished()).isTrue();
    assertThat(accepted)
        .hasSize(RECORDS)
        .allSatisfy((r, times) -> assertThat(times).isEqualTo(chunks));
    assertThat(task.sink().memoryBytes()).isZero();
    assertThat(task.sink().heldBytes()).isZero();
  }

  @Test
  void acksOnDeliveryFromMemoryWhenDiskFails() throws Exception {
    SinkTask task = task(directory);
    Files.createFile(directory.resolve("task-0").resolve(TestSpools.STREAM.region()));
    AtomicInteger acks = new AtomicInteger();
    receive(task, acks::incrementAndGet);
    assertThat(acks).hasValue(0);
    open.countDown();
    assertThat(task.stop(60_000).delivered()).isEqualTo(RECORDS);
    assertThat(acks).hasValue(1);
  }

  @Test
  void takesAnotherDirectoryWhenTheFirstIsOwned() throws Exception {
    SinkTask first = task(directory);
    SinkTask second = task(directory);
    assertThat(directory.resolve("task-0/lock")).exists();
    assertThat(directory.resolve("task-1/lock")).exists();
    first.stop(0);
    assertThat(first.finished()).isTrue();
    second.stop(0);
    assertThat(second.finished()).isTrue();
  }
}
