package dev.logproof.localaws.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** An object is retried until stored or the worker is stopped. */
class DeliveryWorkerTest {
  private static final long WAIT_MILLIS = 20_000;
  private final RecordingStore store = new RecordingStore();
  private final List<String> delivered = Collections.synchronizedList(new ArrayList<>());
  private final List<Long> pauses = Collections.synchronizedList(new ArrayList<>());

  @Test
  void retriesObjectWithBackoffAndKeepsOrder() throws Exception {
    store.refuse(8);
    DeliveryWorker worker = new DeliveryWorker("s");

    submit(worker, pauses::add, "a");
    submit(worker, pauses::add, "b");
    worker.end();

    assertThat(worker.awaitEnd(WAIT_MILLIS)).isTrue();
    assertThat(delivered).containsExactly("a", "b");
    assertThat(pauses).containsExactly(100L, 200L, 400L, 800L, 1600L, 3200L, 5000L, 5000L);
  }

  @Test
  void abandonsUndeliverableObjectOnStop() throws Exception {
    store.refuse(Integer.MAX_VALUE);
    CountDownLatch paused = new CountDownLatch(1);
    DeliveryWorker worker = new DeliveryWorker("s");
    submit(
        worker,
        millis -> {
          paused.countDown();
          new CountDownLatch(1).await();
        },
        "a");
    worker.end();
    paused.await();

    assertThat(worker.awaitEnd(1)).isFalse();
    assertThat(delivered).isEmpty();
  }

  private void submit(DeliveryWorker worker, Pause pause, String key) {
    SealedObject object = new OpenObject("bucket", key, Compression.UNCOMPRESSED, 0).seal();
    worker.submit(
        () -> {
          new RetryingObjectStore(store, pause).put(object);
          delivered.add(key);
        });
  }
}
