package dev.logproof.aggregator.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.buffer.Chunks;
import dev.logproof.aggregator.config.RetryLimit;
import dev.logproof.aggregator.firehose.Batches;
import dev.logproof.aggregator.firehose.DeliveryStream;
import dev.logproof.aggregator.firehose.EventPerRecord;
import dev.logproof.aggregator.firehose.PutOutcome;
import dev.logproof.aggregator.firehose.RecordBatch;
import dev.logproof.aggregator.metrics.Accounting;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.RejectCause;
import dev.logproof.aggregator.stop.StopDeadline;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Records are retried, given up and counted by the response. */
class ChunkDeliveryTest {
  private final List<String> accepted = new ArrayList<>();
  private final List<Integer> requestSizes = new ArrayList<>();
  private final List<String> deadLetters = new ArrayList<>();
  private final Ledger ledger = new Ledger();
  private List<String> left = List.of();
  private RetryLimit retryLimit = RetryLimit.NONE;
  private final StopDeadline deadline = new StopDeadline(System::nanoTime);

  /** Responds as scripted and remembers accepted records. */
  private final class ScriptedStream implements DeliveryStream {
    private final Function<List<String>, PutOutcome> script;

    ScriptedStream(Function<List<String>, PutOutcome> script) {
      this.script = script;
    }

    @Override
    public PutOutcome put(RecordBatch batch) {
      List<String> texts = Batches.texts(batch);
      requestSizes.add(texts.size());
      PutOutcome outcome = script.apply(texts);
      if (outcome instanceof PutOutcome.Answered answered) {
        for (int i = 0; i < texts.size(); i++) {
          if (!answered.refused().contains(i)) {
            accepted.add(texts.get(i));
          }
        }
      }
      return outcome;
    }

    @Override
    public void close() {}
  }

  private boolean deliver(int records, Function<List<String>, PutOutcome> script)
      throws InterruptedException {
    Chunk chunk = Chunks.of(records);
    ledger.received(records, 0);
    ledger.held(records);
    ChunkDelivery delivery =
        new ChunkDelivery(
            new ChunkDelivery.Terms(
                "out", new Backoff.RetryPolicy(1, 1, 1, false, retryLimit), new EventPerRecord()),
            new ScriptedStream(script),
            deadline,
            new AdaptiveConcurrencyLimit(1),
            ledger,
            (reason, event) -> deadLetters.add(UTF_8.decode(event.duplicate()).toString()),
            new LongAdder(),
            new SplittableRandom(1));
    left =
        delivery.deliver(List.of(chunk)).stream().map(bytes -> new String(bytes, UTF_8)).toList();
    chunk.release();
    return left.isEmpty();
  }

  private static PutOutcome accepted() {
    return new PutOutcome.Answered(List.of(), "");
  }

  @Test
  void splitsChunkIntoRequestsInOrder() throws InterruptedException {
    assertThat(deliver(1_200, records -> accepted())).isTrue();
    assertThat(requestSizes).containsExactly(500, 500, 200);
    assertThat(accepted).hasSize(1_200).isSortedAccordingTo((a, b) -> a.compareTo(b));
  }

  @Test
  void resendsOnlyRefusedRecords() throws InterruptedException {
    boolean delivered =
        deliver(
            10,
            records ->
                records.size() == 10
                    ? new PutOutcome.Answered(List.of(2, 5), "ServiceUnavailableException")
                    : accepted());
    assertThat(delivered).isTrue();
    assertThat(requestSizes).containsExactly(10, 2);
    assertThat(accepted).doesNotHaveDuplicates().hasSize(10);
    assertThat(ledger.accounting().delivered()).isEqualTo(10);
  }

  @Test
  void resendsRefusedRecordsAtOnceBeforeNewOnes() throws InterruptedException {
    assertThat(
            deliver(
                1_200,
                records ->
                    requestSizes.size() == 1
                        ? new PutOutcome.Answered(List.of(3, 7), "InternalFailure")
                        : accepted()))
        .isTrue();
    assertThat(requestSizes).containsExactly(500, 500, 202);
    assertThat(accepted.subList(498, 501))
        .containsExactly(Chunks.text(3), Chunks.text(7), Chunks.text(500));
    assertThat(accepted).doesNotHaveDuplicates().hasSize(1_200);
  }

  @Test
  void resendsWholeRequestWithoutResponse() throws InterruptedException {
    assertThat(
            deliver(
                3,
                records ->
                    requestSizes.size() < 4 ? new PutOutcome.Unanswered("reset") : accepted()))
        .isTrue();
    assertThat(requestSizes).containsExactly(3, 3, 3, 3);
    assertThat(accepted).hasSize(3);
  }

  @Test
  void isolatesPoisonRecordAndDeliversOthers() throws InterruptedException {
    String poison = Chunks.text(37);
    assertThat(
            deliver(
                100,
                records ->
                    records.contains(poison) ? new PutOutcome.Invalid("poison") : accepted()))
        .isTrue();
    assertThat(deadLetters).containsExactly(poison);
    assertThat(accepted).hasSize(99).doesNotContain(poison);
    Accounting counters = ledger.accounting();
    assertThat(counters.balanced()).isTrue();
    assertThat(counters.rejectedByCause()).containsEntry(RejectCause.REFUSED_BY_FIREHOSE, 1L);
  }

  /** A stream with a Kinesis source refuses every record until the source is changed. */
  @Test
  void retriesRecordsWhileStreamRefusesEverything() throws InterruptedException {
    assertThat(
            deliver(
                100,
                records ->
                    requestSizes.size() <= 40
                        ? new PutOutcome.Invalid("InvalidArgumentException 400: not Direct PUT")
                        : accepted()))
        .isTrue();
    assertThat(deadLetters).isEmpty();
    assertThat(accepted).hasSize(100).doesNotHaveDuplicates();
    assertThat(requestSizes.subList(0, 40).stream().filter(size -> size > 1))
        .as("halved once, and not again while the stream refuses")
        .containsExactly(100, 50, 25, 12, 6, 3);
    Accounting counters = ledger.accounting();
    assertThat(counters.balanced()).isTrue();
    assertThat(counters.delivered()).isEqualTo(100);
    assertThat(ledger.streamRefusals()).isPositive();
  }

  @Test
  void isolatesSeveralPoisonRecordsAlthoughTheyAreTheFirst() throws InterruptedException {
    List<String> poison = List.of(Chunks.text(0), Chunks.text(1), Chunks.text(2), Chunks.text(3));
    assertThat(
            deliver(
                20,
                records ->
                    records.stream().anyMatch(poison::contains)
                        ? new PutOutcome.Invalid("poison")
                        : accepted()))
        .isTrue();
    assertThat(deadLetters).containsExactlyInAnyOrderElementsOf(poison);
    assertThat(accepted).hasSize(16).doesNotHaveDuplicates();
    assertThat(ledger.accounting().balanced()).isTrue();
  }

  @Test
  void keepsInvalidRecordsPendingAtDeadline() throws InterruptedException {
    deadline.endIn(0);
    assertThat(deliver(8, records -> new PutOutcome.Invalid("not Direct PUT"))).isFalse();
    assertThat(left).hasSize(8);
    assertThat(deadLetters).isEmpty();
    assertThat(ledger.accounting().pending()).isEqualTo(8);
  }

  @Test
  void writesDeadLettersBeyondRetryLimit() throws InterruptedException {
    retryLimit = new RetryLimit(3, Long.MAX_VALUE);
    assertThat(deliver(4, records -> new PutOutcome.Answered(List.of(0), "Slow down."))).isTrue();
    assertThat(requestSizes).containsExactly(4, 1, 1, 1);
    assertThat(accepted).hasSize(3);
    assertThat(deadLetters).containsExactly(Chunks.text(0));
    Accounting counters = ledger.accounting();
    assertThat(counters.balanced()).isTrue();
    assertThat(counters.rejectedByCause()).containsEntry(RejectCause.RETRY_LIMIT, 1L);
  }

  @Test
  void restartsRetryLimitAfterProgress() throws InterruptedException {
    retryLimit = new RetryLimit(1, Long.MAX_VALUE);
    assertThat(
            deliver(
                5,
                records ->
                    records.size() > 1
                        ? new PutOutcome.Answered(List.of(0), "Slow down.")
                        : accepted()))
        .isTrue();
    assertThat(deadLetters).isEmpty();
    assertThat(accepted).hasSize(5);
  }

  /** A short outage must not limit later chunks to one attempt. */
  @Test
  void restartsRetryLimitAfterAbandonedRequest() throws InterruptedException {
    retryLimit = new RetryLimit(2, Long.MAX_VALUE);
    assertThat(
            deliver(
                501,
                records ->
                    requestSizes.size() <= 4 ? new PutOutcome.Unanswered("away") : accepted()))
        .isTrue();
    assertThat(requestSizes).containsExactly(500, 500, 500, 1, 1);
    assertThat(deadLetters).hasSize(500);
    assertThat(accepted).containsExactly(Chunks.text(500));
  }

  @Test
  void writesDeadLettersBeyondRetryTimeout() throws InterruptedException {
    retryLimit = new RetryLimit(Integer.MAX_VALUE, 3);
    assertThat(deliver(1, records -> new PutOutcome.Unanswered("no answer"))).isTrue();
    assertThat(requestSizes).hasSize(4);
    assertThat(deadLetters).hasSize(1);
  }

  @Test
  void keepsRefusedRecordsPendingAtDeadline() throws InterruptedException {
    deadline.endIn(0);
    assertThat(deliver(5, records -> new PutOutcome.Answered(List.of(0, 1, 2), "Slow down.")))
        .isFalse();
    Accounting counters = ledger.accounting();
    assertThat(counters.delivered()).isEqualTo(2);
    assertThat(counters.pending()).isEqualTo(3);
    assertThat(left).containsExactly(Chunks.text(0), Chunks.text(1), Chunks.text(2));
    assertThat(counters.balanced()).isTrue();
  }

  @Test
  void returnsRefusedRecordsWhenWaitIsInterrupted() throws InterruptedException {
    boolean delivered =
        deliver(
            5,
            records -> {
              Thread.currentThread().interrupt();
              return new PutOutcome.Answered(List.of(3, 4), "Slow down.");
            });
    assertThat(Thread.interrupted()).isTrue();
    assertThat(delivered).isFalse();
    assertThat(left).containsExactly(Chunks.text(3), Chunks.text(4));
    assertThat(ledger.accounting().pending()).isEqualTo(2);
  }
}
