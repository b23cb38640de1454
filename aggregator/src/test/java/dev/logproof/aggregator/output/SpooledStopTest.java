package dev.logproof.aggregator.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.Latches;
import dev.logproof.aggregator.buffer.Chunks;
import dev.logproof.aggregator.config.TestOutput;
import dev.logproof.aggregator.firehose.Batches;
import dev.logproof.aggregator.firehose.PutOutcome;
import dev.logproof.aggregator.firehose.TestStream;
import dev.logproof.aggregator.metrics.Accounting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The next task delivers each undelivered event once. */
public class SpooledStopTest {
  private static final int EVENTS = 1_200;

  @TempDir Path directory;

  private final List<String> accepted = Collections.synchronizedList(new ArrayList<>());

  boolean onDisk() {
    return false;
  }

  private SinkTask start(TestStream stream) throws IOException {
    return SinkTask.start(TestOutput.SLOW_RETRIES.onDisk(onDisk()), stream, directory);
  }

  private static Accounting stop(SinkTask task, long millis) throws InterruptedException {
    Accounting counters = task.stop(millis);
    assertThat(task.finished()).isEqualTo(counters.pending() == 0);
    return counters;
  }

  private SinkTask startWith(int events, TestStream stream) throws IOException {
    SinkTask task = start(stream);
    task.receive(Chunks.of(events));
    return task;
  }

  private TestStream stream(UnaryOperator<List<Integer>> refusedOf) {
    return batch -> {
      List<String> records = Batches.texts(batch);
      List<Integer> all = IntStream.range(0, records.size()).boxed().toList();
      PutOutcome outcome = new PutOutcome.Answered(refusedOf.apply(all), "Slow down.");
      accepted.addAll(Batches.accepted(records, outcome));
      return outcome;
    };
  }

  /** A next task delivers {@code events} events and stops. */
  private Accounting deliverRest(long events) throws InterruptedException, IOException {
    CountDownLatch done = new CountDownLatch((int) events);
    TestStream plain = stream(all -> List.of());
    SinkTask next =
        start(
            batch -> {
              PutOutcome outcome = plain.put(batch);
              Batches.texts(batch).forEach(record -> done.countDown());
              return outcome;
            });
    Latches.assertOpens(done);
    return stop(next, 60_000);
  }

  @Test
  void deliversThrottledEventsAfterRestart() throws InterruptedException, IOException {
    Accounting counters = stop(startWith(EVENTS, stream(all -> all)), 0);
    assertThat(counters.pending()).isEqualTo(EVENTS);
    assertThat(counters.line()).endsWith(" pending=1200 (spooled=1200)");
    assertThat(deliverRest(EVENTS).line())
        .startsWith("accounting: received=1200 (recovered=1200) delivered=1200");
    assertEachOnce();
    assertNothingIsLeft();
  }

  @Test
  void spoolsOnlyRefusedRecordsOfPartlyAcceptedChunk() throws InterruptedException, IOException {
    SinkTask first =
        startWith(EVENTS, stream(all -> all.stream().filter(index -> index % 2 == 0).toList()));
    Accounting counters = stop(first, 0);
    assertThat(counters.pending()).isEqualTo(EVENTS - counters.delivered()).isPositive();
    assertThat(counters.spooled()).isEqualTo(counters.pending());
    deliverRest(counters.pending());
    assertEachOnce();
    assertNothingIsLeft();
  }

  @Test
  void keepsRecoveredEventsForNextTaskWhenThrottled() throws InterruptedException, IOException {
    stop(startWith(EVENTS, stream(all -> all)), 0);
    Accounting counters = stop(start(stream(all -> all)), 0);
    assertThat(counters.pending()).isEqualTo(counters.spooled());
    deliverRest(EVENTS);
    assertEachOnce();
    assertNothingIsLeft();
  }

  /** Starts a task, and returns once its first request hangs in {@code wait}. */
  private SinkTask startHanging(int events, Runnable wait)
      throws InterruptedException, IOException {
    CountDownLatch asked = new CountDownLatch(1);
    SinkTask task =
        startWith(
            events,
            batch -> {
              asked.countDown();
              wait.run();
              return new PutOutcome.Unanswered("late");
            });
    Latches.assertOpens(asked);
    return task;
  }

  @Test
  void cutsHangingRequestAndSpoolsItsEvents() throws InterruptedException, IOException {
    SinkTask task = startHanging(3, () -> Latches.pass(new CountDownLatch(1)));
    assertThat(stop(task, 1).spooled()).isEqualTo(3);
  }

  @Test
  void spoolsEventsOfThreadThatIgnoresInterrupt() throws InterruptedException, IOException {
    CountDownLatch never = new CountDownLatch(1);
    SinkTask task = startHanging(EVENTS, () -> Latches.passDeaf(never));
    assertThat(stop(task, 1).spooled()).isEqualTo(EVENTS);
    never.countDown();
    deliverRest(EVENTS);
    assertEachOnce();
  }

  private void assertEachOnce() {
    assertThat(accepted)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, EVENTS).mapToObj(Chunks::text).toList());
  }

  private void assertNothingIsLeft() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      assertThat(files.filter(file -> file.toString().endsWith(".spool"))).isEmpty();
    }
  }
}
