package dev.logproof.reports.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Records, requests and streams, by hand. */
class FirehoseTest {
  private static final Demand DEMAND = new Demand(45e6, 300, "");

  /** 45,000,000 ÷ 300 = 150,000 lines/s; 500 per request = 300 requests/s. */
  @Test
  void sendsOneRecordPerLine() {
    Delivery lines = Delivery.of(DeliveryForm.LINES, DEMAND, 5, 8);
    assertThat(lines.recordsPerSecond()).isEqualTo(150_000);
    assertThat(lines.requestsPerSecond()).isEqualTo(300);
    assertThat(lines.bytesPerSecond()).isCloseTo(45e6, within(1e-3));
    assertThat(lines.billedBytesPerSecond()).isEqualTo(150_000 * 5120.0);
  }

  /** A record of 1,024,000 B is 1,365,336 B of base64: three fit into 4 MiB. */
  @Test
  void packsLinesUpToTheLargestRecord() {
    Delivery packed = Delivery.of(DeliveryForm.AGGREGATED, DEMAND, 5, 8);
    assertThat(packed.recordBytes()).isEqualTo(1_024_000);
    assertThat(packed.recordsPerSecond()).isCloseTo(43.945, within(1e-3));
    assertThat(packed.requestsPerSecond()).isCloseTo(43.945 / 3, within(1e-3));
    assertThat(packed.billedBytesPerSecond()).isCloseTo(45e6, within(1.0));
  }

  /** 50 tasks with 0.2 MB/s each flush records of 200,000 B once per second. */
  @Test
  void packsNoMoreThanATaskReceivesBetweenFlushes() {
    Demand small = new Demand(10e6, 300, "");
    assertThat(Delivery.of(DeliveryForm.AGGREGATED, small, 50, 8).recordBytes()).isEqualTo(200_000);
  }

  @Test
  void shrinksRecordsByCompression() {
    Delivery compressed = Delivery.of(DeliveryForm.COMPRESSED, DEMAND, 5, 8);
    assertThat(compressed.recordBytes()).isEqualTo(128_000);
    assertThat(compressed.bytesPerSecond()).isCloseTo(45e6 / 8, within(1e-3));
  }

  /** 45e6 ÷ 5 MiB/s = 8.58; 45e6 ÷ 1 MiB/s = 42.9; compressed 5.625e6 ÷ 5 MiB/s = 1.07. */
  @Test
  void countsStreamsByBytes() {
    Delivery lines = Delivery.of(DeliveryForm.LINES, DEMAND, 5, 8);
    assertThat(FirehoseQuota.of("us-west-2").streams(lines)).isEqualTo(9);
    assertThat(FirehoseQuota.of("us-east-1").streams(lines)).isEqualTo(9);
    assertThat(FirehoseQuota.of("eu-west-1").streams(lines)).isEqualTo(9);
    assertThat(FirehoseQuota.of("eu-central-1").streams(lines)).isEqualTo(43);
    Delivery compressed = Delivery.of(DeliveryForm.COMPRESSED, DEMAND, 5, 8);
    assertThat(FirehoseQuota.of("us-west-2").streams(compressed)).isEqualTo(2);
  }

  /** Lines of 5 B: 1,000,000 records/s ÷ 500,000 = 2 streams, although 5 MB/s fit into one. */
  @Test
  void countsStreamsByRecords() {
    Delivery tiny = Delivery.of(DeliveryForm.LINES, new Demand(5e6, 5, ""), 5, 8);
    assertThat(FirehoseQuota.of("us-west-2").streams(tiny)).isEqualTo(2);
    assertThat(FirehoseQuota.of("us-west-2").binding(tiny)).contains("records/s");
  }

  @Test
  void countsStreamsByRequests() {
    Delivery many = new Delivery(DeliveryForm.LINES, 100, 1_000, 4_001, 1e5);
    assertThat(FirehoseQuota.of("us-west-2").streams(many)).isEqualTo(3);
    assertThat(FirehoseQuota.of("us-west-2").binding(many)).contains("requests/s");
  }
}
