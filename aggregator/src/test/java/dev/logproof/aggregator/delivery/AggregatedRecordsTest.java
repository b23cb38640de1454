package dev.logproof.aggregator.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.buffer.Chunks;
import dev.logproof.aggregator.firehose.LinesPerRecord;
import dev.logproof.aggregator.firehose.PutOutcome;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@code aggregate_records} changes record boundaries, keeps the bytes and counts every event. */
class AggregatedRecordsTest {
  private static final int EVENTS = 3_000;

  private static DeliveryRun deliver(
      int maxRecordBytes, Function<List<String>, PutOutcome> script) {
    return deliver(new DeliveryRun(new LinesPerRecord(maxRecordBytes, Integer.MAX_VALUE)), script);
  }

  private static DeliveryRun deliver(DeliveryRun run, Function<List<String>, PutOutcome> script) {
    run.deliver(Chunks.lines(EVENTS), script);
    assertThat(run.requestSizes).allSatisfy(size -> assertThat(size).isLessThanOrEqualTo(500));
    assertThat(run.ledger.accounting().balanced()).isTrue();
    return run;
  }

  private static String stored(DeliveryRun run) {
    return String.join("", run.accepted);
  }

  private static List<Integer> recordBytes(DeliveryRun run) {
    return run.accepted.stream().map(String::length).toList();
  }

  private static String lines(int from, int to) {
    return IntStream.range(from, to).mapToObj(Chunks::line).collect(Collectors.joining());
  }

  @Test
  void fillsRecordsAndKeepsBytes() {
    DeliveryRun run = deliver(10_000, records -> DeliveryRun.accepted());
    assertThat(stored(run)).isEqualTo(lines(0, EVENTS));
    List<Integer> recordBytes = recordBytes(run);
    assertThat(recordBytes.subList(0, recordBytes.size() - 1))
        .allSatisfy(bytes -> assertThat(bytes).isBetween(9_950, 10_000));
    assertThat(run.ledger.accounting().delivered()).isEqualTo(EVENTS);
  }

  @Test
  void resendsRefusedRecordsAndCountsEventsOnce() {
    Random random = new Random(5);
    DeliveryRun run =
        deliver(
            2_000,
            records ->
                new PutOutcome.Answered(
                    IntStream.range(0, records.size())
                        .filter(index -> random.nextInt(3) == 0)
                        .boxed()
                        .toList(),
                    "Slow down."));
    assertThat(stored(run).lines().sorted().collect(Collectors.joining("\n", "", "\n")))
        .isEqualTo(lines(0, EVENTS));
    assertThat(run.ledger.accounting().delivered()).isEqualTo(EVENTS);
  }

  @Test
  void isolatesPoisonEventInAggregatedRecord() {
    for (int poison : new int[] {0, 1_234, EVENTS - 1}) {
      DeliveryRun run =
          deliver(
              1_000_000,
              records ->
                  records.stream().anyMatch(record -> record.contains(Chunks.line(poison)))
                      ? new PutOutcome.Invalid("poison")
                      : DeliveryRun.accepted());
      assertThat(run.deadLetters).containsExactly(Chunks.line(poison));
      assertThat(stored(run)).isEqualTo(lines(0, poison) + lines(poison + 1, EVENTS));
    }
  }

  @Test
  void returnsSingleEventsAtDeadline() {
    DeliveryRun run = new DeliveryRun(new LinesPerRecord(1_000_000, Integer.MAX_VALUE));
    run.deadline.endIn(0);
    deliver(run, records -> new PutOutcome.Answered(List.of(0), "Slow down."));
    assertThat(run.left)
        .hasSize(EVENTS)
        .startsWith(Chunks.line(0))
        .endsWith(Chunks.line(EVENTS - 1));
    assertThat(run.ledger.accounting().pending()).isEqualTo(EVENTS);
  }

  @Test
  void billsFractionOfOneRecordPerEvent() {
    DeliveryRun run = deliver(1_024_000, records -> DeliveryRun.accepted());
    long billed = recordBytes(run).stream().mapToLong(AggregatedRecordsTest::billed).sum();
    long single = IntStream.range(0, EVENTS).mapToLong(n -> billed(Chunks.line(n).length())).sum();
    assertThat((double) billed / stored(run).length()).isLessThan(1.1);
    assertThat(single / billed).isGreaterThan(100);
  }

  /** Firehose bills each record rounded up to 5 KB. */
  private static long billed(int bytes) {
    return (bytes + 5_119L) / 5_120 * 5_120;
  }
}
