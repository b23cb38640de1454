package dev.logproof.localaws.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.localaws.ManualClock;
import dev.logproof.localaws.delivery.Compression;
import dev.logproof.localaws.delivery.ObjectFormat;
import dev.logproof.localaws.delivery.RecordingStore;
import dev.logproof.localaws.delivery.SealedObject;
import dev.logproof.localaws.limits.Admission;
import dev.logproof.localaws.opensearch.SearchTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Verifies buffering by size, by interval and at the end, rejections, and counters. */
class DeliveryStreamTest {
  private static final long WAIT_MILLIS = 20_000;
  private static final int MIB = 1 << 20;
  private final ManualClock clock = new ManualClock(Instant.parse("2018-10-31T21:31:59Z"));
  private final RecordingStore store = new RecordingStore();
  private DeliveryStream stream = stream(Admission.ALL);

  @AfterEach
  void end() throws InterruptedException {
    stream.end();
    stream.awaitEnd(WAIT_MILLIS);
  }

  @Test
  void sealsObjectAtIntervalAfterFirstRecord() throws Exception {
    stream.put(batch("one\n", "two\n"));
    clock.pass(Duration.ofSeconds(3));
    stream.put(batch("three\n"));
    clock.pass(Duration.ofMillis(1_999));
    stream.sealIfDue();
    assertThat(stream.accounting()).isEqualTo(new Accounting(3, 0, 0, 3, 0));
    clock.pass(Duration.ofMillis(1));

    stream.sealIfDue();

    SealedObject object = store.next();
    assertThat(text(object)).isEqualTo("one\ntwo\nthree\n");
    assertThat(object.key())
        .isEqualTo(
            "p/2018/10/31/21/s-1-2018-10-31-21-31-59-00000000-0000-0000-0000-000000000007.gz");
    assertThat(store.isEmpty()).isTrue();
  }

  @Test
  void sealsFullObjectAtOnce() throws Exception {
    stream.put(batch("x".repeat(MIB - 1)));
    stream.sealIfDue();
    stream.put(batch("y", "z"));
    stream.put(batch("next"));

    assertThat(store.next().size().rawBytes()).isEqualTo(MIB + 1);
    assertThat(store.isEmpty()).isTrue();
  }

  @Test
  void deliversBufferAtEndAndRejectsLaterRecords() throws Exception {
    stream.put(batch("last\n"));

    stream.end();

    assertThat(stream.put(batch("late\n"))).isEqualTo(PutResult.DELETED);
    assertThat(stream.awaitEnd(WAIT_MILLIS)).isTrue();
    assertThat(text(store.next())).isEqualTo("last\n");
    assertThat(stream.accounting()).isEqualTo(new Accounting(1, 1, 0, 0, 1));
  }

  @Test
  void failsOnlyRecordsNotAdmittedAndKeepsOrder() throws Exception {
    end();
    stream = stream(admitShorterThan(5));
    RecordBatch batch = batch("toolong", "a\n", "b\n", "toolong", "c\n", "toolong");

    assertThat(stream.put(batch)).isEqualTo(PutResult.TAKEN);
    end();

    assertThat(batch.rejectedRecords()).isEqualTo(3);
    assertThat(batch.isRejected(0)).isTrue();
    assertThat(batch.isRejected(1)).isFalse();
    assertThat(text(store.next())).isEqualTo("a\nb\nc\n");
    assertThat(stream.accounting()).isEqualTo(new Accounting(3, 3, 0, 0, 1));
  }

  @Test
  void rejectsRecordsWhenDeliveryFallsBehind() throws Exception {
    store.hold();
    String half = "x".repeat(MIB);
    assertThat(stream.put(batch(half))).isEqualTo(PutResult.TAKEN);
    assertThat(stream.put(batch(half))).isEqualTo(PutResult.TAKEN);

    assertThat(stream.put(batch("y"))).isEqualTo(PutResult.FULL);
    assertThat(stream.accounting()).isEqualTo(new Accounting(2, 0, 0, 2, 0));

    store.release();
    store.next();
    store.next();
    end();
    assertThat(stream.accounting()).isEqualTo(new Accounting(2, 2, 0, 0, 2));
  }

  @Test
  void countsUndeliveredObjectAsPending() throws Exception {
    store.hold();
    stream.put(batch("kept\n"));
    stream.end();

    assertThat(stream.awaitEnd(1)).isFalse();
    assertThat(stream.accounting()).isEqualTo(new Accounting(1, 0, 0, 1, 0));
    assertThat(stream.accounting().balances()).isTrue();
  }

  private DeliveryStream stream(Admission admission) {
    StreamSettings settings =
        new StreamSettings(
            "s",
            "bucket",
            "p/",
            MIB,
            Duration.ofSeconds(5),
            ObjectFormat.of(Compression.GZIP),
            "role",
            SearchTarget.NONE);
    return new DeliveryStream(
        settings,
        new StreamResources(
            "us-west-2",
            store,
            clock,
            () -> new UUID(0, 7),
            Thread::sleep,
            0,
            nanoTime -> admission));
  }

  private static Admission admitShorterThan(int bytes) {
    return new Admission() {
      @Override
      public boolean admitsRequest() {
        return true;
      }

      @Override
      public boolean admitsRecord(int recordBytes) {
        return recordBytes < bytes;
      }
    };
  }

  private static RecordBatch batch(String... records) {
    RecordBatch batch = new RecordBatch(500);
    for (String record : records) {
      byte[] bytes = record.getBytes(UTF_8);
      batch.write(bytes, 0, bytes.length);
      batch.endRecord();
    }
    return batch;
  }

  private static String text(SealedObject object) {
    return new String(RecordingStore.content(object), UTF_8);
  }
}
