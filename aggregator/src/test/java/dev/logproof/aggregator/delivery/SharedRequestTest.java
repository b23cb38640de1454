package dev.logproof.aggregator.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.Latches;
import dev.logproof.aggregator.buffer.Chunks;
import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.config.TestOutput;
import dev.logproof.aggregator.firehose.PutOutcome;
import dev.logproof.aggregator.firehose.RecordBatch;
import dev.logproof.aggregator.output.SinkTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small chunks queued behind a slow stream share requests. */
class SharedRequestTest {
  private static final int CHUNKS = 300;
  private static final int RECORDS = 4;

  @TempDir Path directory;
  private final List<Integer> requestSizes = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger acks = new AtomicInteger();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch answer = new CountDownLatch(1);

  /** Responds only when told to. */
  private PutOutcome put(RecordBatch batch) {
    requestSizes.add(batch.size());
    asked.countDown();
    Latches.pass(answer);
    return new PutOutcome.Answered(List.of(), "");
  }

  @Test
  void combinesQueuedSmallChunksIntoSharedRequests() throws IOException, InterruptedException {
    SinkTask task = SinkTask.start(TestOutput.SLOW_RETRIES, this::put, directory);
    receive(task);
    Latches.assertOpens(asked);
    for (int chunk = 1; chunk < CHUNKS; chunk++) {
      receive(task);
    }
    answer.countDown();
    assertThat(task.stop(60_000).delivered()).isEqualTo((long) CHUNKS * RECORDS);
    assertThat(task.finished()).isTrue();
    assertThat(requestSizes).containsExactly(4, 500, 500, 196);
    assertThat(acks).hasValue(CHUNKS);
  }

  private void receive(SinkTask task) {
    task.receive(Chunks.owing(Chunks.of(RECORDS), new PendingAck(acks::incrementAndGet)));
  }
}
