package dev.logproof.localaws.opensearch;

import dev.logproof.localaws.delivery.BatchSize;
import dev.logproof.localaws.delivery.DeliveryBatch;
import dev.logproof.localaws.delivery.OpenObject;
import dev.logproof.localaws.delivery.RetryingObjectStore;
import java.util.List;
import java.util.function.Supplier;

/**
 * Backs up failed documents to S3. A failing backup blocks the stream, as in Firehose. Confined to
 * one delivery thread.
 */
final class DocumentBatch implements DeliveryBatch {
  private final List<Document> documents;
  private final BatchSize size;
  private final FullBackup.Upload everything;
  private final BulkDelivery delivery;
  private final Supplier<OpenObject> failures;
  private final RetryingObjectStore store;

  DocumentBatch(
      DocumentBuffer gathered,
      BulkDelivery delivery,
      Supplier<OpenObject> failures,
      RetryingObjectStore store) {
    this.documents = List.copyOf(gathered.documents());
    this.size = gathered.size();
    this.everything = gathered.everything().seal();
    this.delivery = delivery;
    this.failures = failures;
    this.store = store;
  }

  @Override
  public BatchSize size() {
    return size;
  }

  @Override
  public void deliver(DeliveryListener counters) throws InterruptedException {
    everything.put(store, counters);
    List<FailedDocument> failed = delivery.deliver(documents, counters);
    if (!failed.isEmpty()) {
      OpenObject object = failures.get();
      for (FailedDocument document : failed) {
        byte[] line = document.line();
        object.append(line, 0, line.length, 1);
      }
      store.put(object.seal());
      counters.objectPut();
      counters.backedUp(failed.size());
    }
  }
}
