package dev.logproof.aggregator.output;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.buffer.Chunks;
import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.config.TestOutput;
import dev.logproof.aggregator.firehose.Batches;
import dev.logproof.aggregator.firehose.PutOutcome;
import dev.logproof.aggregator.firehose.TestStream;
import dev.logproof.aggregator.metrics.Accounting;
import dev.logproof.aggregator.seams.LogHook;
import dev.logproof.aggregator.seams.SeamFaults;
import dev.logproof.aggregator.spool.SeamDisk;
import dev.logproof.aggregator.spool.SpoolFiles;
import dev.logproof.aggregator.spool.SpoolSeam;
import dev.logproof.aggregator.spool.disk.NioDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every disk operation of write-ahead log, stop and replay throws at random. No thread ends early,
 * the counters balance, and later tasks deliver every acknowledged event.
 */
class SpoolSeamsTest {
  private static final int CHUNKS = 30;
  private static final int RECORDS = 3;
  private static final TestOutput ON_DISK = TestOutput.QUICK_RETRIES.onDisk(true);

  @TempDir Path directory;

  private final long seed = SeamFaults.seed();
  private final Map<SpoolSeam, Integer> struck = new ConcurrentHashMap<>();
  private final AtomicInteger errors = new AtomicInteger();
  private final Queue<Throwable> escaped = new ConcurrentLinkedQueue<>();
  private final Thread.UncaughtExceptionHandler before =
      Thread.getDefaultUncaughtExceptionHandler();
  private final LogHook log =
      new LogHook(
          Level.WARN,
          logger -> logger.startsWith("dev.logproof"),
          (level, format, cause) -> errors.incrementAndGet());

  SpoolSeamsTest() {
    Thread.setDefaultUncaughtExceptionHandler((thread, e) -> escaped.add(e));
  }

  @AfterEach
  void restore() {
    log.close();
    Thread.setDefaultUncaughtExceptionHandler(before);
  }

  /** Tasks that follow each other on one directory, and what is known of their events. */
  private final class Generations {
    private final String situation;
    private final SplittableRandom random;
    private final Path root;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();

    Generations(long runSeed, Path root) {
      this.situation = "-Dlogproof.seams.seed=" + runSeed;
      this.random = new SplittableRandom(runSeed);
      this.root = root;
    }

    private TestStream stream(int refusesOneIn) {
      SplittableRandom own = random.split();
      return batch -> {
        seen.addAll(Batches.texts(batch));
        if (refusesOneIn > 0 && own.nextInt(refusesOneIn) == 0) {
          return new PutOutcome.Unanswered("away");
        }
        accepted.addAll(Batches.texts(batch));
        return new PutOutcome.Answered(List.of(), "");
      };
    }

    /** The disk is faulty from the start of the output to the end of its stop. */
    private void faultyTask(int chunks, int oneIn) throws IOException, InterruptedException {
      SplittableRandom own = random.split();
      SeamDisk disk = new SeamDisk();
      SinkTask task = new SinkTask(ON_DISK, stream(2), disk, root);
      disk.before((seam, file) -> strike(seam, own, oneIn));
      task.start();
      for (int chunk = 0; chunk < chunks; chunk++) {
        receive(task, chunk);
        // A log whose thread has ended would hand on nothing.
        while (chunk % 4 == 0 && !seen.containsAll(texts(chunk))) {
          Thread.onSpinWait();
        }
      }
      Accounting counters = task.stop(random.nextInt(300));
      assertThat(counters.pending()).as(situation).isGreaterThanOrEqualTo(counters.spooled());
    }

    private void receive(SinkTask task, int number) {
      Chunk chunk = SpoolFiles.chunk(texts(number));
      task.receive(Chunks.owing(chunk, new PendingAck(() -> acknowledged.add(number), true)));
    }

    private static List<String> texts(int chunk) {
      return IntStream.range(chunk * RECORDS, (chunk + 1) * RECORDS)
          .mapToObj(Chunks::text)
          .toList();
    }

    private void check() throws IOException, InterruptedException {
      SinkTask last = new SinkTask(ON_DISK, stream(0), new NioDisk(), root);
      last.start();
      assertThat(last.stop(60_000).pending()).as(situation).isZero();
      for (int chunk : acknowledged) {
        assertThat(accepted).as("%s: chunk %d", situation, chunk).containsAll(texts(chunk));
      }
    }
  }

  private void strike(SpoolSeam seam, SplittableRandom random, int oneIn) throws IOException {
    synchronized (random) {
      if (random.nextInt(oneIn) != 0) {
        return;
      }
      struck.merge(seam, 1, Integer::sum);
      if (random.nextBoolean()) {
        throw new IOException(seam.name());
      }
      throw SeamFaults.fault(seam.name(), random);
    }
  }

  @Test
  void keepsAcknowledgedEventsWhenDiskOperationsThrow() throws Exception {
    long startNanos = System.nanoTime();
    int runs = 0;
    while (System.nanoTime() - startNanos < SeamFaults.nanos()
        || struck.size() < SpoolSeam.values().length) {
      long runSeed = seed + runs;
      Generations tasks = new Generations(runSeed, directory.resolve("run-" + runs++));
      int oneIn = 1 << new SplittableRandom(runSeed).nextInt(1, 7);
      tasks.faultyTask(CHUNKS, oneIn);
      tasks.faultyTask(0, oneIn);
      tasks.check();
    }
    System.out.printf("seed %d: %d runs, thrown: %s%n", seed, runs, struck);
    assertThat(escaped).as("seed %d", seed).isEmpty();
    assertThat(errors).as("seed %d: logged", seed).hasPositiveValue();
  }
}
