package dev.logproof.localaws.limits;

import java.util.Set;
import java.util.function.LongSupplier;

/**
 * What a stream may take a second by Direct PUT. Bursts of one second are allowed, and always one
 * record of the largest size, so that no record waits for ever.
 */
public record StreamQuota(
    double bytesPerSecond, double recordsPerSecond, double requestsPerSecond) {
  private static final double MIB = 1 << 20;
  private static final Set<String> LARGE_REGIONS = Set.of("us-east-1", "us-west-2", "eu-west-1");

  /** AWS's default for {@code region} (Firehose developer guide, quotas). */
  public static StreamQuota ofRegion(String region) {
    return LARGE_REGIONS.contains(region)
        ? new StreamQuota(5 * MIB, 500_000, 2_000)
        : new StreamQuota(MIB, 100_000, 1_000);
  }

  /** Limits the bytes alone. */
  public static StreamQuota ofBytes(double bytesPerSecond) {
    return new StreamQuota(bytesPerSecond, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /** Enforces this quota on one stream by the time {@code nanoTime} tells. */
  public Admission enforce(LongSupplier nanoTime) {
    return new QuotaAdmission(this, FirehoseLimits.MAX_RECORD_BYTES, nanoTime);
  }
}
