package dev.logproof.aggregator.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.buffer.Chunks;
import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.config.BufferConfig;
import dev.logproof.aggregator.config.FirehoseOutput;
import dev.logproof.aggregator.config.OverflowAction;
import dev.logproof.aggregator.config.RetryLimit;
import dev.logproof.aggregator.firehose.DeliveryStream;
import dev.logproof.aggregator.firehose.PutOutcome;
import dev.logproof.aggregator.firehose.RecordBatch;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.output.FirehoseSink;
import dev.logproof.aggregator.spool.TestSpools;
import dev.logproof.aggregator.stop.StopDeadline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small chunks queued behind a slow stream share requests. */
class SharedRequestTest {
  private static final int CHUNKS = 300;
  private static final int RECORDS = 4;

  @TempDir Path directory;
  private final List<Integer> requestSizes = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch answer = new CountDownLatch(1);

  /** Responds only when told to. */
  private final class SlowStream implements DeliveryStream {
    @Override
    public PutOutcome put(RecordBatch batch) {
      requestSizes.add(batch.size());
      asked.countDown();
      try {
        answer.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return new PutOutcome.Answered(List.of(), "");
    }

    @Override
    public void close() {}
  }

  @Test
  void combinesQueuedSmallChunksIntoSharedRequests() throws IOException, InterruptedException {
    Ledger ledger = new Ledger();
    StopDeadline deadline = new StopDeadline(System::nanoTime);
    FirehoseSink sink =
        new FirehoseSink(
            config(),
            1 << 20,
            new SlowStream(),
            deadline,
            ledger,
            (reason, event) -> {},
            TestSpools.open(TestSpools.create(ledger), directory, false),
            new SplittableRandom(1));
    sink.start();
    AtomicInteger acks = new AtomicInteger();
    offer(sink, ledger, acks);
    assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
    for (int chunk = 1; chunk < CHUNKS; chunk++) {
      offer(sink, ledger, acks);
    }
    answer.countDown();
    deadline.endIn(60_000);
    assertThat(sink.finish(deadline)).isTrue();
    assertThat(requestSizes).containsExactly(4, 500, 500, 196);
    assertThat(acks).hasValue(CHUNKS);
    assertThat(ledger.accounting().delivered()).isEqualTo((long) CHUNKS * RECORDS);
  }

  private static void offer(FirehoseSink sink, Ledger ledger, AtomicInteger acks) {
    ledger.received(RECORDS, 0);
    ledger.held(RECORDS);
    Chunk chunk = Chunks.of(RECORDS);
    PendingAck ack = new PendingAck(acks::incrementAndGet);
    chunk.owe(ack);
    ack.partKept();
    sink.offer(chunk);
  }

  private static FirehoseOutput config() {
    BufferConfig buffer =
        new BufferConfig(
            1_000,
            1 << 20,
            1 << 20,
            Optional.empty(),
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
