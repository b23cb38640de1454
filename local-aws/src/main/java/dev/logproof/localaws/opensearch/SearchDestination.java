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
public record SearchDestination(
    SearchSettings settings,
    ObjectMaker objects,
    RetryingObjectStore store,
    Environment environment,
    BulkDelivery delivery)
    implements Destination {
  /** From the API reference, S3BackupMode; the developer guide uses an underscore. */
  static final String FAILED_FOLDER = "AmazonOpenSearchService-failed/";

  /** Injected clocks, randomness and waiting. */
  public record Environment(
      Supplier<Instant> now, LongSupplier nanoTime, Supplier<UUID> randomIds, Pause pause) {}

  /** Delivers by {@code settings}; backs up to {@code store}. */
  public static SearchDestination of(
      SearchSettings settings,
      ObjectMaker objects,
      RetryingObjectStore store,
      Environment environment) {
    BulkDelivery.Times times =
        new BulkDelivery.Times(
            environment.nanoTime(),
            () -> environment.now().get().toEpochMilli(),
            environment.pause());
    BulkEndpoint endpoint = new BulkEndpoint(settings.endpoint(), settings.login());
    return new SearchDestination(
        settings, objects, store, environment, new BulkDelivery(endpoint, settings.retry(), times));
  }

  @Override
  public RecordBuffer open() {
    boolean everything = settings.backup() == SearchSettings.Backup.ALL;
    return new DocumentBuffer(
        settings,
        environment,
        everything ? new FullBackup.InObject(objects.open("")) : FullBackup.NONE,
        this::batch);
  }

  private DocumentBatch batch(DocumentBuffer gathered) {
    return new DocumentBatch(gathered, delivery, () -> objects.open(FAILED_FOLDER), store);
  }
}
