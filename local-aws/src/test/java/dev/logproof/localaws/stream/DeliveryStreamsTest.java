package dev.logproof.localaws.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.localaws.ManualClock;
import dev.logproof.localaws.delivery.Compression;
import dev.logproof.localaws.delivery.ObjectFormat;
import dev.logproof.localaws.delivery.RecordingStore;
import dev.logproof.localaws.limits.Admission;
import dev.logproof.localaws.limits.FirehoseLimits;
import dev.logproof.localaws.opensearch.SearchTarget;
import dev.logproof.localaws.stream.DeliveryStreams.Creation;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Verifies the set of streams; a deleted stream's records stay in the counters. */
class DeliveryStreamsTest {
  private static final Duration WAIT = Duration.ofSeconds(20);
  private final RecordingStore store = new RecordingStore();
  private final DeliveryStreams streams =
      new DeliveryStreams(
          new StreamResources(
              "us-west-2",
              store,
              new ManualClock(Instant.EPOCH),
              UUID::randomUUID,
              Thread::sleep,
              1 << 20,
              nanoTime -> Admission.ALL));

  @Test
  void reusesNameOnlyAfterDeletion() throws Exception {
    assertThat(streams.create(settings("a"))).isEqualTo(Creation.CREATED);
    assertThat(streams.create(settings("a"))).isEqualTo(Creation.EXISTS);
    assertThat(streams.delete("a")).isTrue();
    assertThat(streams.delete("a")).isFalse();
    assertThat(streams.create(settings("a"))).isEqualTo(Creation.CREATED);
    streams.stop(WAIT);
  }

  @Test
  void rejectsStreamsAboveLimit() throws Exception {
    for (int i = 0; i < FirehoseLimits.MAX_STREAMS; i++) {
      assertThat(streams.create(settings("s" + i))).isEqualTo(Creation.CREATED);
    }
    assertThat(streams.create(settings("more"))).isEqualTo(Creation.LIMIT);
    streams.stop(WAIT);
  }

  @Test
  void deliversAndCountsRecordsOfDeletedStreams() throws Exception {
    for (String name : new String[] {"a", "b"}) {
      streams.create(settings(name));
      streams.find(name).orElseThrow().put(oneRecord());
      streams.delete(name);
      store.next();
    }
    streams.create(settings("c"));
    streams.find("c").orElseThrow().put(oneRecord());

    assertThat(streams.stop(WAIT)).isEqualTo(new Accounting(3, 3, 0, 0, 3));
    assertThat(streams.create(settings("d"))).isEqualTo(Creation.LIMIT);
  }

  private static RecordBatch oneRecord() {
    RecordBatch batch = new RecordBatch(1);
    batch.write("x".getBytes(UTF_8), 0, 1);
    batch.endRecord();
    return batch;
  }

  private static StreamSettings settings(String name) {
    return new StreamSettings(
        name,
        "bucket",
        "",
        1 << 20,
        Duration.ofSeconds(5),
        ObjectFormat.of(Compression.GZIP),
        "role",
        SearchTarget.NONE);
  }
}
