package dev.logproof.aggregator.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.buffer.Chunks;
import dev.logproof.aggregator.config.RetryLimit;
import dev.logproof.aggregator.firehose.EventPerRecord;
import dev.logproof.aggregator.firehose.PutOutcome;
import dev.logproof.aggregator.metrics.Accounting;
import dev.logproof.aggregator.metrics.RejectCause;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Records are retried, given up and counted by the response. */
class ChunkDeliveryTest {
  private final DeliveryRun run = new DeliveryRun(new EventPerRecord());

  private boolean deliver(int records, Function<List<String>, PutOutcome> script) {
    return run.deliver(Chunks.of(records), script);
  }

  @Test
  void splitsChunkIntoRequestsInOrder() {
    assertThat(deliver(1_200, records -> DeliveryRun.accepted())).isTrue();
    assertThat(run.requestSizes).containsExactly(500, 500, 200);
    assertThat(run.accepted).hasSize(1_200).isSortedAccordingTo((a, b) -> a.compareTo(b));
  }

  @Test
  void resendsOnlyRefusedRecords() {
    boolean delivered =
        deliver(
            10,
            records ->
                records.size() == 10
                    ? new PutOutcome.Answered(List.of(2, 5), "ServiceUnavailableException")
                    : DeliveryRun.accepted());
    assertThat(delivered).isTrue();
    assertThat(run.requestSizes).containsExactly(10, 2);
    assertThat(run.accepted).doesNotHaveDuplicates().hasSize(10);
    assertThat(run.ledger.accounting().delivered()).isEqualTo(10);
  }

  @Test
  void resendsRefusedRecordsAtOnceBeforeNewOnes() {
    assertThat(
            deliver(
                1_200,
                records ->
                    run.requestSizes.size() == 1
                        ? new PutOutcome.Answered(List.of(3, 7), "InternalFailure")
                        : DeliveryRun.accepted()))
        .isTrue();
    assertThat(run.requestSizes).containsExactly(500, 500, 202);
    assertThat(run.accepted.subList(498, 501))
        .containsExactly(Chunks.text(3), Chunks.text(7), Chunks.text(500));
    assertThat(run.accepted).doesNotHaveDuplicates().hasSize(1_200);
  }

  @Test
  void resendsWholeRequestWithoutResponse() {
    assertThat(
            deliver(
                3,
                records ->
                    run.requestSizes.size() < 4
                        ? new PutOutcome.Unanswered("reset")
                        : DeliveryRun.accepted()))
        .isTrue();
    assertThat(run.requestSizes).containsExactly(3, 3, 3, 3);
    assertThat(run.accepted).hasSize(3);
  }

  @Test
  void isolatesPoisonRecordAndDeliversOthers() {
    String poison = Chunks.text(37);
    assertThat(
            deliver(
                100,
                records ->
                    records.contains(poison)
                        ? new PutOutcome.Invalid("poison")
                        : DeliveryRun.accepted()))
        .isTrue();
    assertThat(run.deadLetters).containsExactly(poison);
    assertThat(run.accepted).hasSize(99).doesNotContain(poison);
    Accounting counters = run.ledger.accounting();
    assertThat(counters.balanced()).isTrue();
    assertThat(counters.rejectedByCause()).containsEntry(RejectCause.REFUSED_BY_FIREHOSE, 1L);
  }

  /** A stream with a Kinesis source refuses every record until the source is changed. */
  @Test
  void retriesRecordsWhileStreamRefusesEverything() {
    assertThat(
            deliver(
                100,
                records ->
                    run.requestSizes.size() <= 40
                        ? new PutOutcome.Invalid("InvalidArgumentException 400: not Direct PUT")
                        : DeliveryRun.accepted()))
        .isTrue();
    assertThat(run.deadLetters).isEmpty();
    assertThat(run.accepted).hasSize(100).doesNotHaveDuplicates();
    assertThat(run.requestSizes.subList(0, 40).stream().filter(size -> size > 1))
        .as("halved once, and not again while the stream refuses")
        .containsExactly(100, 50, 25, 12, 6, 3);
    Accounting counters = run.ledger.accounting();
    assertThat(counters.balanced()).isTrue();
    assertThat(counters.delivered()).isEqualTo(100);
    assertThat(run.ledger.streamRefusals()).isPositive();
  }

  @Test
  void isolatesSeveralPoisonRecordsAlthoughTheyAreTheFirst() {
    List<String> poison = List.of(Chunks.text(0), Chunks.text(1), Chunks.text(2), Chunks.text(3));
    assertThat(
            deliver(
                20,
                records ->
                    records.stream().anyMatch(poison::contains)
                        ? new PutOutcome.Invalid("poison")
                        : DeliveryRun.accepted()))
        .isTrue();
    assertThat(run.deadLetters).containsExactlyInAnyOrderElementsOf(poison);
    assertThat(run.accepted).hasSize(16).doesNotHaveDuplicates();
    assertThat(run.ledger.accounting().balanced()).isTrue();
  }

  @Test
  void keepsInvalidRecordsPendingAtDeadline() {
    run.deadline.endIn(0);
    assertThat(deliver(8, records -> new PutOutcome.Invalid("not Direct PUT"))).isFalse();
    assertThat(run.left).hasSize(8);
    assertThat(run.deadLetters).isEmpty();
    assertThat(run.ledger.accounting().pending()).isEqualTo(8);
  }

  @Test
  void writesDeadLettersBeyondRetryLimit() {
    run.retryLimit = new RetryLimit(3, Long.MAX_VALUE);
    assertThat(deliver(4, records -> new PutOutcome.Answered(List.of(0), "Slow down."))).isTrue();
    assertThat(run.requestSizes).containsExactly(4, 1, 1, 1);
    assertThat(run.accepted).hasSize(3);
    assertThat(run.deadLetters).containsExactly(Chunks.text(0));
    Accounting counters = run.ledger.accounting();
    assertThat(counters.balanced()).isTrue();
    assertThat(counters.rejectedByCause()).containsEntry(RejectCause.RETRY_LIMIT, 1L);
  }

  @Test
  void restartsRetryLimitAfterProgress() {
    run.retryLimit = new RetryLimit(1, Long.MAX_VALUE);
    assertThat(
            deliver(
                5,
                records ->
                    records.size() > 1
                        ? new PutOutcome.Answered(List.of(0), "Slow down.")
                        : DeliveryRun.accepted()))
        .isTrue();
    assertThat(run.deadLetters).isEmpty();
    assertThat(run.accepted).hasSize(5);
  }

  /** A short outage must not limit later chunks to one attempt. */
  @Test
  void restartsRetryLimitAfterAbandonedRequest() {
    run.retryLimit = new RetryLimit(2, Long.MAX_VALUE);
    assertThat(
            deliver(
                501,
                records ->
                    run.requestSizes.size() <= 4
                        ? new PutOutcome.Unanswered("away")
                        : DeliveryRun.accepted()))
        .isTrue();
    assertThat(run.requestSizes).containsExactly(500, 500, 500, 1, 1);
    assertThat(run.deadLetters).hasSize(500);
    assertThat(run.accepted).containsExactly(Chunks.text(500));
  }

  @Test
  void writesDeadLettersBeyondRetryTimeout() {
    run.retryLimit = new RetryLimit(Integer.MAX_VALUE, 3);
    assertThat(deliver(1, records -> new PutOutcome.Unanswered("no answer"))).isTrue();
    assertThat(run.requestSizes).hasSize(4);
    assertThat(run.deadLetters).hasSize(1);
  }

  @Test
  void keepsRefusedRecordsPendingAtDeadline() {
    run.deadline.endIn(0);
    assertThat(deliver(5, records -> new PutOutcome.Answered(List.of(0, 1, 2), "Slow down.")))
        .isFalse();
    Accounting counters = run.ledger.accounting();
    assertThat(counters.delivered()).isEqualTo(2);
    assertThat(counters.pending()).isEqualTo(3);
    assertThat(run.left).containsExactly(Chunks.text(0), Chunks.text(1), Chunks.text(2));
    assertThat(counters.balanced()).isTrue();
  }

  @Test
  void returnsRefusedRecordsWhenWaitIsInterrupted() {
    boolean delivered =
        deliver(
            5,
            records -> {
              Thread.currentThread().interrupt();
              return new PutOutcome.Answered(List.of(3, 4), "Slow down.");
            });
    assertThat(Thread.interrupted()).isTrue();
    assertThat(delivered).isFalse();
    assertThat(run.left).containsExactly(Chunks.text(3), Chunks.text(4));
    assertThat(run.ledger.accounting().pending()).isEqualTo(2);
  }
}
