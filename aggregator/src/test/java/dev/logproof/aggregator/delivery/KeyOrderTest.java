package dev.logproof.aggregator.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.config.RetryLimit;
import dev.logproof.aggregator.firehose.KeyedEvent;
import dev.logproof.aggregator.firehose.KeyedRecords;
import dev.logproof.aggregator.firehose.PutOutcome;
import dev.logproof.aggregator.firehose.PutOutcome.Answered;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of one partition key never overtake each other; others are not held up by them. */
class KeyOrderTest {
  private final DeliveryRun run = new DeliveryRun(new KeyedEvent(true));
  private final List<List<String>> requests = new ArrayList<>();

  private PutOutcome accept(List<String> texts) {
    requests.add(texts);
    return DeliveryRun.accepted();
  }

  private static PutOutcome refuse(List<String> texts, String prefix) {
    List<Integer> refused =
        IntStream.range(0, texts.size())
            .filter(at -> texts.get(at).startsWith(prefix))
            .boxed()
            .toList();
    return new Answered(refused, refused.isEmpty() ? "" : "throttled");
  }

  private static String key(String text) {
    return text.substring(0, text.indexOf('='));
  }

  @Test
  void sendsOneRecordOfEachKeyPerRequest() {
    Chunk chunk = KeyedRecords.of("a=1", "a=2", "b=1", "a=3", "c=1", "b=2");
    assertThat(run.deliver(chunk, this::accept)).isTrue();
    assertThat(requests)
        .containsExactly(List.of("a=1", "b=1", "c=1"), List.of("a=2", "b=2"), List.of("a=3"));
  }

  @Test
  void sendsRecordsWithRandomKeysTogether() {
    Chunk chunk = KeyedRecords.of("=1", "=2", "a=1", "=3");
    assertThat(run.deliver(chunk, this::accept)).isTrue();
    assertThat(requests).containsExactly(List.of("=1", "=2", "a=1", "=3"));
  }

  @Test
  void sendsLaterRecordOnlyAfterFailedOneIsAccepted() {
    Chunk chunk = KeyedRecords.of("a=1", "b=1", "a=2", "b=2", "c=1", "c=2");
    boolean delivered =
        run.deliver(
            chunk,
            texts -> {
              requests.add(texts);
              return requests.size() <= 2 ? refuse(texts, "a=1") : DeliveryRun.accepted();
            });
    assertThat(delivered).isTrue();
    assertThat(run.accepted).doesNotHaveDuplicates().hasSize(6);
    assertThat(run.accepted.indexOf("a=1")).isLessThan(run.accepted.indexOf("a=2"));
    assertThat(requests.get(1)).startsWith("a=1").doesNotContain("a=2");
  }

  /** Without the option, a record overtakes: the tests above would notice. */
  @Test
  void sendsRecordsOfOneKeyTogetherWithoutKeepingOrder() {
    DeliveryRun unordered = new DeliveryRun(new KeyedEvent(false));
    Chunk chunk = KeyedRecords.of("a=1", "a=2");
    boolean delivered =
        unordered.deliver(
            chunk,
            texts -> {
              requests.add(texts);
              return requests.size() == 1 ? refuse(texts, "a=1") : DeliveryRun.accepted();
            });
    assertThat(delivered).isTrue();
    assertThat(unordered.accepted).containsExactly("a=2", "a=1");
  }

  @Test
  void keepsDataWithoutKeyOfEventsAtRetryLimit() {
    run.retryLimit = new RetryLimit(1, Long.MAX_VALUE);
    Chunk chunk = KeyedRecords.of("a=1", "a=2");
    assertThat(run.deliver(chunk, texts -> refuse(texts, "a=1"))).isTrue();
    assertThat(run.deadLetters).containsExactly("a=1");
    assertThat(run.accepted).containsExactly("a=2");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void keepsOrderOfEveryKeyUnderRandomFailures(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> sent = new ArrayList<>();
    Map<String, Integer> counts = new HashMap<>();
    for (int record = 0; record < 3_000; record++) {
      String key = "k" + (int) (Math.pow(random.nextDouble(), 2) * 200);
      sent.add(key + "=" + counts.merge(key, 1, Integer::sum));
    }
    boolean delivered =
        run.deliver(
            KeyedRecords.of(sent.toArray(String[]::new)),
            texts -> {
              assertThat(texts.stream().map(KeyOrderTest::key)).doesNotHaveDuplicates();
              if (random.nextInt(20) == 0) {
                return new PutOutcome.Unanswered("reset");
              }
              List<Integer> refused =
                  IntStream.range(0, texts.size())
                      .filter(at -> random.nextInt(3) == 0)
                      .boxed()
                      .toList();
              return new Answered(refused, "throttled");
            });
    assertThat(delivered).isTrue();
    assertThat(run.accepted).containsExactlyInAnyOrderElementsOf(sent);
    assertThat(byKey(run.accepted)).isEqualTo(byKey(sent));
  }

  private static Map<String, List<String>> byKey(List<String> texts) {
    return texts.stream().collect(Collectors.groupingBy(KeyOrderTest::key));
  }
}
