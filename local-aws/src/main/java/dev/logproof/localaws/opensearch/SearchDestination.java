package dev.logproof.localaws.opensearch;

import dev.logproof.localaws.delivery.Destination;
import dev.logproof.localaws.delivery.ObjectMaker;
import dev.logproof.localaws.delivery.Pause;
import dev.logproof.localaws.delivery.RecordBuffer;
import dev.logproof.localaws.delivery.RetryingObjectStore;
import java.time.Instant;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Buffers documents for OpenSearch and creates S3 objects of failed ones. Guarded by the stream's
 * lock; sealed batches pass to the delivery thread.
 */
public final class SearchDestination implements Destination {
  /** From the API reference, S3BackupMode; the developer guide uses an underscore. */
  static final String FAILED_FOLDER = "AmazonOpenSearchService-failed/";

  private final SearchSettings settings;
  private final ObjectMaker objects;
  private final RetryingObjectStore store;
  private final Environment dependencies;
  private final BulkDelivery delivery;

  /** Injected clocks, randomness and waiting. */
  public record Environment(
      Supplier<Instant> now, LongSupplier nanoTime, Supplier<UUID> randomIds, Pause pause) {}

  /** Delivers by {@code settings}; backs up to {@code store}. */
  public SearchDestination(
      SearchSettings settings,
      ObjectMaker objects,
      RetryingObjectStore store,
      Environment dependencies) {
    this.settings = settings;
    this.objects = objects;
    this.store = store;
    this.dependencies = dependencies;
    this.delivery =
        new BulkDelivery(
            new BulkEndpoint(settings.endpoint(), settings.login()),
            settings.retry(),
            new BulkDelivery.Times(
                dependencies.nanoTime(),
                () -> dependencies.now().get().toEpochMilli(),
                dependencies.pause()));
  }

  @Override
  public RecordBuffer open() {
    boolean everything = settings.backup() == SearchSettings.Backup.ALL;
    return new DocumentBuffer(
        settings,
        dependencies,
        everything ? new FullBackup.InObject(objects.open("")) : FullBackup.NONE,
        this::parcel);
  }

  private DocumentBatch parcel(DocumentBuffer gathered) {
    return new DocumentBatch(gathered, delivery, () -> objects.open(FAILED_FOLDER), store);
  }
}
