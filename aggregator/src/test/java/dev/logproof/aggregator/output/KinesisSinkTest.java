package dev.logproof.aggregator.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.config.AwsAccess;
import dev.logproof.aggregator.config.InjectConfig;
import dev.logproof.aggregator.config.RecordContent;
import dev.logproof.aggregator.config.StreamAddress;
import dev.logproof.aggregator.config.StreamOutput;
import dev.logproof.aggregator.config.StreamRecords;
import dev.logproof.aggregator.config.TestOutput;
import dev.logproof.aggregator.firehose.Batches;
import dev.logproof.aggregator.firehose.KeyedRecords;
import dev.logproof.aggregator.firehose.PutOutcome;
import dev.logproof.aggregator.firehose.PutOutcome.Answered;
import dev.logproof.aggregator.firehose.PutOutcome.Unanswered;
import dev.logproof.aggregator.firehose.RequestMemory;
import dev.logproof.aggregator.firehose.TestStream;
import dev.logproof.aggregator.metrics.Accounting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sink of Kinesis retries, spools and replays like that of Firehose, with keys and order. */
class KinesisSinkTest {
  private static final long STOP_MILLIS = 5_000;

  @TempDir Path directory;
  private final List<String> accepted = Collections.synchronizedList(new ArrayList<>());

  private static StreamOutput config(TestOutput output) {
    return new StreamOutput(
        "out",
        new StreamAddress("", "stream", AwsAccess.STANDARD),
        RecordContent.JSON,
        new StreamRecords.Kinesis("k", true),
        output.buffer(),
        InjectConfig.NONE);
  }

  private SinkTask start(TestOutput output, TestStream stream) throws Exception {
    SinkTask task =
        SinkTask.of(
            StreamKind.of(config(output), stream, new RequestMemory(Long.MAX_VALUE)),
            output.onDisk(),
            directory);
    task.start();
    return task;
  }

  private PutOutcome take(List<String> texts, PutOutcome outcome) {
    accepted.addAll(Batches.accepted(texts, outcome));
    return outcome;
  }

  private static String[] records(int first, int end) {
    return IntStream.range(first, end)
        .mapToObj(record -> "k" + record % 7 + "=" + record)
        .toArray(String[]::new);
  }

  private void assertEachKeyInOrder(int records) {
    assertThat(accepted).containsExactlyInAnyOrder(records(0, records));
    for (int key = 0; key < 7; key++) {
      String prefix = "k" + key + "=";
      assertThat(accepted.stream().filter(text -> text.startsWith(prefix)).toList())
          .isEqualTo(
              IntStream.iterate(key, record -> record < records, record -> record + 7)
                  .mapToObj(record -> prefix + record)
                  .toList());
    }
  }

  @Test
  void retriesFailedRecordsAlone() throws Exception {
    SinkTask task =
        start(
            TestOutput.QUICK_RETRIES,
            batch -> {
              List<String> texts = Batches.texts(batch);
              boolean one = texts.size() > 3 && accepted.size() % 2 == 0;
              return take(
                  texts, new Answered(one ? List.of(0, 2) : List.of(), one ? "throttled" : ""));
            });
    task.receive(KeyedRecords.of(records(0, 100)));
    task.receive(KeyedRecords.of(records(100, 200)));
    Accounting counters = task.stop(STOP_MILLIS);
    assertThat(counters.line())
        .isEqualTo("accounting: received=200 delivered=200 rejected=0 pending=0");
    assertEachKeyInOrder(200);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void replaysSpooledRecordsWithTheirKeys(boolean onDisk) throws Exception {
    TestOutput output = TestOutput.SLOW_RETRIES.onDisk(onDisk);
    SinkTask first =
        start(
            output,
            batch -> {
              List<String> texts = Batches.texts(batch);
              return accepted.size() < 14
                  ? take(texts, new Answered(List.of(), ""))
                  : new Unanswered("away");
            });
    first.receive(KeyedRecords.of(records(0, 100)));
    Accounting stopped = first.stop(1_500);
    assertThat(stopped.line())
        .isEqualTo("accounting: received=100 delivered=14 rejected=0 pending=86 (spooled=86)");
    SinkTask second =
        start(output, batch -> take(Batches.texts(batch), new Answered(List.of(), "")));
    Accounting replayed = second.stop(STOP_MILLIS);
    assertThat(replayed.line())
        .isEqualTo("accounting: received=86 (recovered=86) delivered=86 rejected=0 pending=0");
    assertEachKeyInOrder(100);
  }
}
