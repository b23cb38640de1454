package dev.logproof.localaws.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.localaws.faults.RecordFaults.Fate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each outcome affects an exact number of records, always the same ones. */
class RecordFaultsTest {
  private static final FaultPlan PLAN = new FaultPlan(7, 100, 3, 4, 5, 6, 1_000, true, "~lp1~");
  private static final int RECORDS = 150;

  private final RecordFaultBuffer buffer = new RecordFaultBuffer(PLAN);

  private static byte[] record(int number) {
    return ("line " + number + " ~lp1~run~" + number + "~").getBytes(UTF_8);
  }

  private static List<String> texts(List<byte[]> records) {
    return records.stream().map(record -> new String(record, UTF_8)).toList();
  }

  @Test
  void appliesEachFaultToRequestedNumberOfRecords() {
    int stored = IntStream.range(0, RECORDS).map(n -> buffer.take(record(n), n)).sum();
    assertThat(stored).isEqualTo(RECORDS - 3 + 4);
    assertThat(buffer.done(Fate.LOST)).hasSize(3);
    assertThat(buffer.done(Fate.DUPLICATED)).hasSize(4);
    assertThat(buffer.done(Fate.CORRUPTED)).hasSize(5);
    assertThat(buffer.done(Fate.LATE)).hasSize(6);
    assertThat(buffer.records()).isEqualTo(stored);
  }

  @Test
  void storesAllRecordsExceptFaults() {
    IntStream.range(0, RECORDS).forEach(n -> buffer.take(record(n), 0));
    List<String> ready = texts(buffer.takeReady());
    List<String> expected = new ArrayList<>();
    IntStream.range(0, RECORDS).forEach(n -> expected.add(texts(List.of(record(n))).get(0)));
    expected.removeAll(texts(buffer.done(Fate.LOST)));
    expected.removeAll(texts(buffer.done(Fate.LATE)));
    expected.removeAll(texts(buffer.done(Fate.CORRUPTED)));
    expected.addAll(texts(buffer.done(Fate.DUPLICATED)));
    List<String> damaged = new ArrayList<>(ready);
    expected.forEach(damaged::remove);
    assertThat(damaged).hasSize(5).allMatch(text -> text.contains("~lp1~xun~"));
    assertThat(ready).isNotEqualTo(ready.stream().sorted().toList());
  }

  @Test
  void releasesLateRecordsAfterDelay() {
    IntStream.range(0, RECORDS).forEach(n -> buffer.take(record(n), 0));
    assertThat(buffer.takeLate(999_999_999, false)).isEmpty();
    assertThat(buffer.takeLate(1_000_000_000, false)).hasSize(6);
    assertThat(buffer.takeLate(1_000_000_000, true)).isEmpty();
  }

  @Test
  void choosesRecordsBySeed() {
    assertThat(lost(7)).isEqualTo(lost(7)).isNotEqualTo(lost(8));
  }

  private static Set<String> lost(long seed) {
    RecordFaultBuffer buffer =
        new RecordFaultBuffer(new FaultPlan(seed, 100, 9, 0, 0, 0, 0, false, ""));
    IntStream.range(0, RECORDS).forEach(n -> buffer.take(record(n), 0));
    return new HashSet<>(texts(buffer.done(Fate.LOST)));
  }

  @Test
  void rejectsMoreFaultsThanRecords() {
    assertThatThrownBy(() -> new FaultPlan(1, 5, 3, 3, 0, 0, 0, false, ""))
        .hasMessageContaining("6 records cannot be chosen among 5");
  }
}
