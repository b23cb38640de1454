package dev.logproof.localaws.opensearch;

import dev.logproof.localaws.delivery.Destination;
import dev.logproof.localaws.delivery.ObjectMaker;
import dev.logproof.localaws.delivery.Pause;
import dev.logproof.localaws.delivery.RecordBuffer;
import dev.logproof.localaws.delivery.RetryingObjectStore;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Gathers documents for OpenSearch, and makes the objects that hold what it does not take. Under
 * the stream's lock; what it makes goes to the delivery thread.
 */
public final class SearchDestination implements Destination {
  /** Below the prefix (API reference, S3BackupMode; the developer guide writes an underscore). */
  static final String FAILED_FOLDER = "AmazonOpenSearchService-failed/";

  private final SearchSettings settings;
  private final ObjectMaker objects;
  private final RetryingObjectStore store;
  private final Dependencies surroundings;
  private final BulkDelivery delivery;

  /** Time, randomness and waiting. */
  public record Dependencies(
      Supplier<Instant> now, LongSupplier nanoTime, Supplier<UUID> randomIds, Pause pause) {}

  /** Delivers to what {@code settings} name, and backs up into {@code store}. */
  public SearchDestination(
      SearchSettings settings,
      ObjectMaker objects,
      RetryingObjectStore store,
      Dependencies surroundings) {
    this.settings = settings;
    this.objects = objects;
    this.store = store;
    this.surroundings = surroundings;
    this.delivery =
        new BulkDelivery(
            new BulkEndpoint(settings.endpoint(), settings.login()),
            settings.retry(),
            new BulkDelivery.Times(
                surroundings.nanoTime(),
                () -> surroundings.now().get().toEpochMilli(),
                surroundings.pause()));
  }

  @Override
  public RecordBuffer open() {
    boolean everything = settings.backup() == SearchSettings.Backup.ALL;
    return new DocumentBuffer(
        settings,
        surroundings,
        everything ? Optional.of(objects.open("")) : Optional.empty(),
        this::parcel);
  }

  private DocumentBatch parcel(DocumentBuffer gathered) {
    return new DocumentBatch(gathered, delivery, () -> objects.open(FAILED_FOLDER), store);
  }
}
