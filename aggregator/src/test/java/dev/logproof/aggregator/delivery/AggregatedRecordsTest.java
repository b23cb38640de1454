package dev.logproof.aggregator.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.buffer.Chunks;
import dev.logproof.aggregator.config.RetryLimit;
import dev.logproof.aggregator.firehose.Batches;
import dev.logproof.aggregator.firehose.DeliveryStream;
import dev.logproof.aggregator.firehose.LinesPerRecord;
import dev.logproof.aggregator.firehose.PutOutcome;
import dev.logproof.aggregator.firehose.RecordBatch;
import dev.logproof.aggregator.metrics.Accounting;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.stop.StopDeadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@code aggregate_records} changes record boundaries, keeps the bytes and counts every event. */
class AggregatedRecordsTest {
  private static final int EVENTS = 3_000;

  private final StringBuilder stored = new StringBuilder();
  private final List<Integer> recordBytes = new ArrayList<>();
  private final List<String> deadLetters = new ArrayList<>();
  private final Ledger ledger = new Ledger();
  private final StopDeadline deadline = new StopDeadline(System::nanoTime);
  private List<String> left = List.of();

  private void deliver(int maxRecordBytes, Function<List<String>, PutOutcome> script)
      throws InterruptedException {
    ledger.received(EVENTS, 0);
    ledger.held(EVENTS);
    DeliveryStream stream =
        new DeliveryStream() {
          @Override
          public PutOutcome put(RecordBatch batch) {
            List<String> texts = Batches.texts(batch);
            assertThat(texts).hasSizeLessThanOrEqualTo(500);
            PutOutcome outcome = script.apply(texts);
            if (outcome instanceof PutOutcome.Answered answered) {
              for (int i = 0; i < texts.size(); i++) {
                if (!answered.refused().contains(i)) {
                  stored.append(texts.get(i));
                  recordBytes.add(texts.get(i).length());
                }
              }
            }
            return outcome;
          }

          @Override
          public void close() {}
        };
    ChunkDelivery delivery =
        new ChunkDelivery(
            new ChunkDelivery.Terms(
                "out",
                new Backoff.RetryPolicy(1, 1, 1, false, RetryLimit.NONE),
                new LinesPerRecord(maxRecordBytes)),
            stream,
            deadline,
            new AdaptiveConcurrencyLimit(1),
            ledger,
            (reason, event) -> deadLetters.add(UTF_8.decode(event.duplicate()).toString()),
            new LongAdder(),
            new SplittableRandom(1));
    Chunk chunk = Chunks.lines(EVENTS);
    left = delivery.deliver(List.of(chunk)).stream().map(it -> new String(it, UTF_8)).toList();
    chunk.release();
    assertThat(ledger.accounting().balanced()).isTrue();
  }

  private static PutOutcome accepted() {
    return new PutOutcome.Answered(List.of(), "");
  }

  private static String lines(int from, int to) {
    return IntStream.range(from, to).mapToObj(Chunks::line).collect(Collectors.joining());
  }

  @Test
  void fillsRecordsAndKeepsBytes() throws InterruptedException {
    deliver(10_000, records -> accepted());
    assertThat(stored.toString()).isEqualTo(lines(0, EVENTS));
    assertThat(recordBytes.subList(0, recordBytes.size() - 1))
        .allSatisfy(bytes -> assertThat(bytes).isBetween(9_950, 10_000));
    assertThat(ledger.accounting().delivered()).isEqualTo(EVENTS);
  }

  @Test
  void resendsRefusedRecordsAndCountsEventsOnce() throws InterruptedException {
    Random random = new Random(5);
    deliver(
        2_000,
        records ->
            new PutOutcome.Answered(
                IntStream.range(0, records.size())
                    .filter(index -> random.nextInt(3) == 0)
                    .boxed()
                    .toList(),
                "Slow down."));
    assertThat(stored.toString().lines().sorted().collect(Collectors.joining("\n", "", "\n")))
        .isEqualTo(lines(0, EVENTS));
    assertThat(ledger.accounting().delivered()).isEqualTo(EVENTS);
  }

  @Test
  void isolatesPoisonEventInAggregatedRecord() throws InterruptedException {
    for (int poison : new int[] {0, 1_234, EVENTS - 1}) {
      deliver(
          1_000_000,
          records ->
              records.stream().anyMatch(record -> record.contains(Chunks.line(poison)))
                  ? new PutOutcome.Invalid("poison")
                  : accepted());
      assertThat(deadLetters).containsExactly(Chunks.line(poison));
      assertThat(stored.toString()).isEqualTo(lines(0, poison) + lines(poison + 1, EVENTS));
      deadLetters.clear();
      stored.setLength(0);
    }
  }

  @Test
  void returnsSingleEventsAtDeadline() throws InterruptedException {
    deadline.endIn(0);
    deliver(1_000_000, records -> new PutOutcome.Answered(List.of(0), "Slow down."));
    assertThat(left).hasSize(EVENTS).startsWith(Chunks.line(0)).endsWith(Chunks.line(EVENTS - 1));
    Accounting counters = ledger.accounting();
    assertThat(counters.pending()).isEqualTo(EVENTS);
  }

  @Test
  void billsFractionOfOneRecordPerEvent() throws InterruptedException {
    deliver(1_024_000, records -> accepted());
    long billed = recordBytes.stream().mapToLong(AggregatedRecordsTest::billed).sum();
    long single = IntStream.range(0, EVENTS).mapToLong(n -> billed(Chunks.line(n).length())).sum();
    assertThat((double) billed / stored.length()).isLessThan(1.1);
    assertThat(single / billed).isGreaterThan(100);
  }

  /** Firehose bills each record rounded up to 5 KB. */
  private static long billed(int bytes) {
    return (bytes + 5_119L) / 5_120 * 5_120;
  }
}
