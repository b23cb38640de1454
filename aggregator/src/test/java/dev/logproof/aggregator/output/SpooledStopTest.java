package dev.logproof.aggregator.output;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.logproof.aggregator.spool.Spools;
import dev.logproof.aggregator.spool.TestSpools;
import dev.logproof.aggregator.stop.StopDeadline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The next task delivers each undelivered event once. */
public class SpooledStopTest {
  private static final int EVENTS = 1_200;
  private static final long TIME_LIMIT_SECONDS = 20;

  @TempDir Path directory;

  private final List<String> accepted = Collections.synchronizedList(new ArrayList<>());

  /** A stoppable task with a sink and counters. */
  private final class Task {
    private final Ledger ledger = new Ledger();
    private final StopDeadline deadline = new StopDeadline(System::nanoTime);
    private final Spools spools = TestSpools.create(ledger);
    private final FirehoseSink sink;

    Task(DeliveryStream stream) {
      try {
        sink =
            new FirehoseSink(
                config(),
                1 << 20,
                stream,
                deadline,
                ledger,
                (reason, event) -> {},
                TestSpools.open(spools, directory, file().isPresent()),
                new SplittableRandom(1));
        sink.start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void receive(int events) {
      ledger.received(events, 0);
      ledger.held(events);
      sink.offer(Chunks.of(events));
    }

    Accounting stop(long millis) throws InterruptedException {
      deadline.endIn(millis);
      boolean delivered = sink.finish(deadline);
      spools.close();
      Accounting counters = ledger.accounting();
      assertThat(counters.balanced()).isTrue();
      assertThat(delivered).isEqualTo(counters.pending() == 0);
      return counters;
    }
  }

  private DeliveryStream stream(UnaryOperator<List<Integer>> refusedOf) {
    return new DeliveryStream() {
      @Override
      public PutOutcome put(RecordBatch batch) {
        List<String> records = Batches.texts(batch);
        List<Integer> all = IntStream.range(0, records.size()).boxed().toList();
        List<Integer> refused = refusedOf.apply(all);
        all.stream()
            .filter(index -> !refused.contains(index))
            .forEach(index -> accepted.add(records.get(index)));
        return new PutOutcome.Answered(refused, "Slow down.");
      }

      @Override
      public void close() {}
    };
  }

  @Test
  void deliversThrottledEventsAfterRestart() throws InterruptedException, IOException {
    Task first = new Task(stream(all -> all));
    first.receive(EVENTS);
    Accounting counters = first.stop(0);
    assertThat(counters.pending()).isEqualTo(EVENTS);
    assertThat(counters.line()).endsWith(" pending=1200 (spooled=1200)");
    CountDownLatch done = new CountDownLatch(EVENTS);
    Task second = new Task(counting(done));
    assertThat(done.await(TIME_LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    Accounting after = second.stop(60_000);
    assertThat(after.line())
        .startsWith("accounting: received=1200 (recovered=1200) delivered=1200");
    assertEachOnce();
    assertNothingIsLeft();
  }

  @Test
  void spoolsOnlyRefusedRecordsOfPartlyAcceptedChunk() throws InterruptedException, IOException {
    Task first = new Task(stream(all -> all.stream().filter(index -> index % 2 == 0).toList()));
    first.receive(EVENTS);
    Accounting counters = first.stop(0);
    assertThat(counters.pending()).isEqualTo(EVENTS - counters.delivered()).isPositive();
    assertThat(counters.spooled()).isEqualTo(counters.pending());
    CountDownLatch done = new CountDownLatch((int) counters.pending());
    Task second = new Task(counting(done));
    assertThat(done.await(TIME_LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    second.stop(60_000);
    assertEachOnce();
    assertNothingIsLeft();
  }

  @Test
  void keepsRecoveredEventsForNextTaskWhenThrottled() throws InterruptedException, IOException {
    Task first = new Task(stream(all -> all));
    first.receive(EVENTS);
    first.stop(0);
    Task second = new Task(stream(all -> all));
    Accounting counters = second.stop(0);
    assertThat(counters.pending()).isEqualTo(counters.spooled());
    CountDownLatch done = new CountDownLatch(EVENTS);
    Task third = new Task(counting(done));
    assertThat(done.await(TIME_LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    third.stop(60_000);
    assertEachOnce();
    assertNothingIsLeft();
  }

  @Test
  void cutsHangingRequestAndSpoolsItsEvents() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    Task task =
        new Task(
            new DeliveryStream() {
              @Override
              public PutOutcome put(RecordBatch batch) {
                asked.countDown();
                try {
                  never.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                return new PutOutcome.Unanswered("cut");
              }

              @Override
              public void close() {}
            });
    task.receive(3);
    assertThat(asked.await(TIME_LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(task.stop(1).spooled()).isEqualTo(3);
  }

  /** The call ignores interrupts, as native name resolution may. */
  @Test
  void spoolsEventsOfThreadThatIgnoresInterrupt() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    Task task = new Task(deafStream(asked, never));
    task.receive(EVENTS);
    assertThat(asked.await(TIME_LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    Accounting counters = task.stop(1);
    assertThat(counters.spooled()).isEqualTo(EVENTS);
    never.countDown();
    CountDownLatch done = new CountDownLatch(EVENTS);
    Task next = new Task(counting(done));
    assertThat(done.await(TIME_LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    next.stop(60_000);
    assertEachOnce();
  }

  private static DeliveryStream deafStream(CountDownLatch asked, CountDownLatch never) {
    return new DeliveryStream() {
      @Override
      public PutOutcome put(RecordBatch batch) {
        asked.countDown();
        boolean waiting = true;
        while (waiting) {
          try {
            never.await();
            waiting = false;
          } catch (InterruptedException e) {
            // Ignored on purpose.
          }
        }
        return new PutOutcome.Unanswered("late");
      }

      @Override
      public void close() {}
    };
  }

  private DeliveryStream counting(CountDownLatch done) {
    DeliveryStream plain = stream(all -> List.of());
    return new DeliveryStream() {
      @Override
      public PutOutcome put(RecordBatch batch) {
        PutOutcome outcome = plain.put(batch);
        Batches.texts(batch).forEach(record -> done.countDown());
        return outcome;
      }

      @Override
      public void close() {}
    };
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

  Optional<FileBuffer> file() {
    return Optional.empty();
  }

  private FirehoseOutput config() {
    BufferConfig buffer =
        new BufferConfig(
            1_000,
            1 << 20,
            1 << 20,
            file(),
            1,
            OverflowAction.BLOCK,
            1_000,
            2,
            30_000,
            true,
            RetryLimit.NONE);
    return new FirehoseOutput(
        "out", Optional.empty(), "stream", Optional.empty(), false, true, false, buffer);
  }
}
