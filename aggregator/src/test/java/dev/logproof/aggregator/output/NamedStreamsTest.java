package dev.logproof.aggregator.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.Latches;
import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.buffer.ChunkQueue;
import dev.logproof.aggregator.buffer.Chunks;
import dev.logproof.aggregator.buffer.EventOutcomes;
import dev.logproof.aggregator.config.StreamOutput;
import dev.logproof.aggregator.config.TestOutput;
import dev.logproof.aggregator.firehose.Batches;
import dev.logproof.aggregator.firehose.PutOutcome;
import dev.logproof.aggregator.firehose.RequestMemory;
import dev.logproof.aggregator.firehose.TestStream;
import dev.logproof.aggregator.metrics.Accounting;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.spool.Spools;
import dev.logproof.aggregator.spool.StreamSpools;
import dev.logproof.aggregator.spool.TestSpools;
import dev.logproof.aggregator.stop.StopDeadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams are opened when their first chunk comes, and closed when idle. */
class NamedStreamsTest {
  @TempDir Path directory;

  private final Map<String, Integer> accepted = new ConcurrentHashMap<>();

  /** One task whose streams are named after tags. */
  private final class Task {
    final Ledger ledger = new Ledger();
    final StopDeadline deadline = new StopDeadline(System::nanoTime);
    final Spools spools = TestSpools.create(ledger);
    final NamedStreams streams;

    Task(Function<String, TestStream> connect) throws IOException {
      StreamOutput config = TestOutput.QUICK_RETRIES.config();
      EventOutcomes outcomes = new EventOutcomes(ledger, (reason, event) -> {});
      StreamSpools own =
          spools.registerStreams(directory, "out", "r-1", name -> name.startsWith("s"), false);
      spools.open();
      streams =
          new NamedStreams(
              config,
              1 << 20,
              outcomes,
              own,
              (name, queue) -> sink(config.to(name), queue, connect.apply(name), outcomes, own));
      streams.start();
    }

    private BufferedSink sink(
        StreamOutput config,
        ChunkQueue queue,
        TestStream stream,
        EventOutcomes outcomes,
        StreamSpools own) {
      return new BufferedSink(
          StreamKind.of(config, stream, new RequestMemory(Long.MAX_VALUE)),
          queue,
          new BufferedSink.Dependencies(
              deadline, outcomes, own.open(config.streamName()), new SplittableRandom(1)));
    }

    void receive(String stream, int events) {
      Chunk chunk = Chunks.of(events);
      ledger.received(events, 0);
      ledger.held(events);
      streams.hold(chunk.sizeBytes());
      streams.accept(stream, chunk);
    }

    Accounting stop(long millis) throws InterruptedException {
      deadline.endIn(millis);
      boolean finished = streams.finish(deadline);
      spools.close();
      Accounting counters = ledger.accounting();
      assertThat(counters.balanced()).as(counters.line()).isTrue();
      assertThat(finished).isEqualTo(counters.pending() == 0);
      return counters;
    }
  }

  private TestStream accepting(String name, CountDownLatch done) {
    return batch -> {
      accepted.merge(name, Batches.texts(batch).size(), Integer::sum);
      Batches.texts(batch).forEach(record -> done.countDown());
      return PutOutcome.ALL_ACCEPTED;
    };
  }

  private static TestStream stuck(CountDownLatch until) {
    return batch -> {
      Latches.pass(until);
      return new PutOutcome.Unanswered("stuck");
    };
  }

  @Test
  void deliversToEachStream() throws InterruptedException, IOException {
    CountDownLatch done = new CountDownLatch(6);
    Task task = new Task(name -> accepting(name, done));
    task.receive("s1", 1);
    task.receive("s2", 2);
    task.receive("s1", 3);
    Latches.assertOpens(done);
    assertThat(task.stop(20_000).delivered()).isEqualTo(6);
    assertThat(accepted).isEqualTo(Map.of("s1", 4, "s2", 2));
  }

  @Test
  void keepsOtherStreamsGoingWhenOneIsStuck() throws InterruptedException, IOException {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(5);
    Task task = new Task(name -> name.equals("s1") ? stuck(never) : accepting(name, done));
    task.receive("s1", 3);
    task.receive("s2", 5);
    Latches.assertOpens(done);
    never.countDown();
    assertThat(task.stop(0).spooled()).isEqualTo(3);
    CountDownLatch rest = new CountDownLatch(3);
    Task next = new Task(name -> accepting(name, rest));
    Latches.assertOpens(rest);
    assertThat(next.stop(20_000).line())
        .isEqualTo("accounting: received=3 (recovered=3) delivered=3 rejected=0 pending=0");
    assertThat(accepted).isEqualTo(Map.of("s1", 3, "s2", 5));
    assertThat(spoolFiles()).isZero();
  }

  @Test
  void closesIdleStreamForAnother() throws InterruptedException, IOException {
    int names = NamedStreams.MAX_ALIVE + 20;
    CountDownLatch done = new CountDownLatch(names);
    Task task = new Task(name -> accepting(name, done));
    for (int number = 0; number < names; number++) {
      task.receive("s" + number, 1);
    }
    Latches.assertOpens(done);
    assertThat(task.streams.aliveStreams()).hasSizeLessThanOrEqualTo(NamedStreams.MAX_ALIVE);
    assertThat(task.stop(20_000).delivered()).isEqualTo(names);
    assertThat(accepted).hasSize(names);
  }

  @Test
  void spoolsEventsOfStreamsThatFoundNoPlace() throws InterruptedException, IOException {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(NamedStreams.MAX_ALIVE);
    Task task =
        new Task(
            name ->
                batch -> {
                  asked.countDown();
                  Latches.pass(never);
                  return new PutOutcome.Unanswered("stuck");
                });
    int names = NamedStreams.MAX_ALIVE + 3;
    for (int number = 0; number < names; number++) {
      task.receive("s" + number, 2);
    }
    Latches.assertOpens(asked);
    assertThat(task.stop(0).line())
        .isEqualTo(
            "accounting: received=%1$d delivered=0 rejected=0 pending=%1$d (spooled=%1$d)"
                .formatted(2 * names));
    CountDownLatch rest = new CountDownLatch(2 * names);
    Task next = new Task(name -> accepting(name, rest));
    Latches.assertOpens(rest);
    assertThat(next.stop(20_000).delivered()).isEqualTo(2L * names);
    assertThat(new TreeMap<>(accepted)).hasSize(names).containsEntry("s66", 2);
  }

  private long spoolFiles() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".spool")).count();
    }
  }
}
