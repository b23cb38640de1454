package dev.logproof.localaws.stream;

import dev.logproof.localaws.delivery.ObjectStore;
import dev.logproof.localaws.delivery.Pause;
import dev.logproof.localaws.limits.Admission;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Resources shared by all streams.
 *
 * @param region region in the stream's ARN
 * @param store store for objects
 * @param clock clock
 * @param randomIds source of the random part of object names
 * @param pause wait between delivery attempts
 * @param maxBufferedBytes limit of accepted, undelivered bytes per stream before compression, in
 *     addition to one open buffer and one in delivery
 * @param admissions creates the admission of a new stream from a nanosecond clock
 */
public record StreamResources(
    String region,
    ObjectStore store,
    StreamClock clock,
    Supplier<UUID> randomIds,
    Pause pause,
    long maxBufferedBytes,
    AdmissionFactory admissions) {

  /** Creates the admission of a new stream. */
  @FunctionalInterface
  public interface AdmissionFactory {
    /** Creates an admission with the clock {@code nanoTime}. */
    Admission create(LongSupplier nanoTime);
  }
}
