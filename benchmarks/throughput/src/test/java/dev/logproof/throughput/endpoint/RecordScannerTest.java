package dev.logproof.throughput.endpoint;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.throughput.event.EventMark;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Tests that records and events are counted exactly. */
class RecordScannerTest {
  private static final long SENT_MICROS = 1_767_225_600_000_000L;

  private final Tally tally = new Tally();
  private final RecordScanner scanner = new RecordScanner(tally);

  private static String event(int source, long sequence, String before, String behind) {
    byte[] mark = EventMark.blank(source);
    EventMark.write(ByteBuffer.wrap(mark), 0, sequence, SENT_MICROS);
    return "{\"log\":\"" + before + new String(mark, US_ASCII) + "\"" + behind + "}\n";
  }

  private static String event(int source, long sequence) {
    return event(source, sequence, "a line ", "");
  }

  private static byte[] request(List<String> records) {
    return records.stream()
        .map(record -> Base64.getEncoder().encodeToString(record.getBytes(US_ASCII)))
        .map(data -> "{\"Data\":\"" + data + "\"}")
        .collect(Collectors.joining(",", "{\"DeliveryStreamName\":\"s\",\"Records\":[", "]}"))
        .getBytes(US_ASCII);
  }

  private int scan(byte[] body) {
    return scanner.scan(body, 0, body.length, SENT_MICROS + 1_500);
  }

  @Test
  void countsRecordsOfEverySize() {
    SplittableRandom random = new SplittableRandom(7);
    List<String> records =
        LongStream.range(0, 400)
            .mapToObj(n -> event(1, n, "x".repeat(random.nextInt(40)), ""))
            .toList();

    assertThat(scan(request(records))).isEqualTo(400);
    assertThat(tally.counts().records()).isEqualTo(400);
    assertThat(tally.counts().events()).isEqualTo(400);
    assertThat(tally.counts().payloadBytes())
        .isEqualTo(records.stream().mapToLong(String::length).sum());
    assertThat(tally.counts().foreign()).isZero();
  }

  @Test
  void countsEachEventOfRecord() {
    String record =
        LongStream.range(0, 1_000).mapToObj(n -> event(2, n)).collect(Collectors.joining());
    scan(request(List.of(record, event(3, 0) + event(2, 1_000))));
    assertThat(tally.counts().events()).isEqualTo(1_002);
    assertThat(tally.counts().records()).isEqualTo(2);
  }

  @Test
  void findsMarkAnywhereInRecord() {
    scan(request(List.of(event(0, 0), event(0, 1, "", ",\"tag\":\"" + "y".repeat(200) + "\""))));
    scan(request(List.of(event(0, 2, "z".repeat(90), ""), event(0, 3))));
    assertThat(tally.counts().events()).isEqualTo(4);
  }

  @Test
  void countsRepeatedEventAsDuplicate() {
    scan(request(List.of(event(0, 0), event(0, 1))));
    scan(request(List.of(event(0, 1), event(1, 1))));
    assertThat(tally.counts().events()).isEqualTo(3);
    assertThat(tally.counts().duplicates()).isEqualTo(1);
  }

  @Test
  void countsRecordWithoutEventAsForeign() {
    scan(request(List.of("hello\n", event(0, 0))));
    assertThat(tally.counts().foreign()).isEqualTo(1);
    assertThat(tally.counts().events()).isEqualTo(1);
  }

  @Test
  void measuresLatencyOfEachEvent() {
    scan(request(List.of(event(0, 0), event(0, 1), event(0, 2))));
    assertThat(tally.latencies().count()).isEqualTo(3);
    assertThat(tally.latencies().count()).isZero();
    scan(request(List.of(event(0, 3))));
    assertThat(tally.latencies().p99()).isBetween(1_490L, 1_510L);
  }

  @Test
  void rejectsTruncatedRequest() {
    byte[] whole = request(List.of(event(0, 0)));
    assertThat(scan(Arrays.copyOf(whole, whole.length - 10))).isEqualTo(-1);
  }
}
