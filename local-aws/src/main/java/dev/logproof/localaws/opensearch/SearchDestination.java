package dev.logproof.localaws.opensearch;

import dev.logproof.localaws.delivery.Destination;
import dev.logproof.localaws.delivery.Gathering;
import dev.logproof.localaws.delivery.ObjectMaker;
import dev.logproof.localaws.delivery.PatientStore;
import dev.logproof.localaws.delivery.Pause;
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
  private final PatientStore store;
  private final Surroundings surroundings;
  private final BulkDelivery delivery;

  /** Time, randomness and waiting. */
  public record Surroundings(
      Supplier<Instant> now, LongSupplier nanoTime, Supplier<UUID> randomIds, Pause pause) {}

  /** Delivers to what {@code settings} name, and backs up into {@code store}. */
  public SearchDestination(
      SearchSettings settings, ObjectMaker objects, PatientStore store, Surroundings surroundings) {
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
  public Gathering open() {
    boolean everything = settings.backup() == SearchSettings.Backup.ALL;
    return new GatheredDocuments(
        settings,
        surroundings,
        everything ? Optional.of(objects.open("")) : Optional.empty(),
        this::parcel);
  }

  private DocumentParcel parcel(GatheredDocuments gathered) {
    return new DocumentParcel(gathered, delivery, () -> objects.open(FAILED_FOLDER), store);
  }
}
