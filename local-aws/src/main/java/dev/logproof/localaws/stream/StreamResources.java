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
 * @param maxBufferedBytes undelivered bytes per stream before compression, beyond one open buffer
 *     and one in delivery
 */
public record StreamResources(
    String region,
    ObjectStore store,
    StreamClock clock,
    Supplier<UUID> randomIds,
    Pause pause,
    long maxBufferedBytes,
    AdmissionFactory admissions) {

  /** Creates a new stream's admission. */
  @FunctionalInterface
  public interface AdmissionFactory {
    /** Creates an admission with a nanosecond clock. */
    Admission create(LongSupplier nanoTime);
  }
}
