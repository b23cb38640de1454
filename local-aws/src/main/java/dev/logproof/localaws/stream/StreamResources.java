package dev.logproof.localaws.stream;

import dev.logproof.localaws.delivery.ObjectStore;
import dev.logproof.localaws.delivery.Pause;
import dev.logproof.localaws.limits.Admission;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What every stream uses.
 *
 * @param region part of the stream's ARN
 * @param store where objects are put
 * @param clock the time
 * @param randomIds the random part of object names
 * @param pause waits between attempts to deliver
 * @param maxBufferedBytes accepted and not yet delivered, a stream, before compression and beyond
 *     the object that is filling and the one that is being put
 * @param admissions makes a new stream's quota from a source of nanoseconds
 */
public record StreamResources(
    String region,
    ObjectStore store,
    StreamClock clock,
    Supplier<UUID> randomIds,
    Pause pause,
    long maxBufferedBytes,
    AdmissionFactory admissions) {

  /** Makes the admission of a new stream. */
  @FunctionalInterface
  public interface AdmissionFactory {
    /** The admission that decides by {@code nanoTime}. */
    Admission create(LongSupplier nanoTime);
  }
}
