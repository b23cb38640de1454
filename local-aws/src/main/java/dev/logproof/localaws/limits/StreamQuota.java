package dev.logproof.localaws.limits;

import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Direct PUT quota per second. Allows bursts of one second, and at least one record of the largest
 * size.
 */
public record StreamQuota(
    double bytesPerSecond, double recordsPerSecond, double requestsPerSecond) {
  private static final double MIB = 1 << 20;
  private static final Set<String> LARGE_REGIONS = Set.of("us-east-1", "us-west-2", "eu-west-1");

  /** Returns the region's default (Firehose developer guide, quotas). */
  public static StreamQuota ofRegion(String region) {
    return LARGE_REGIONS.contains(region)
        ? new StreamQuota(5 * MIB, 500_000, 2_000)
        : new StreamQuota(MIB, 100_000, 1_000);
  }

  /** Limits bytes only. */
  public static StreamQuota ofBytes(double bytesPerSecond) {
    return new StreamQuota(bytesPerSecond, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /** Enforces this quota on one stream. */
  public Admission enforce(LongSupplier nanoTime) {
    return new QuotaAdmission(this, FirehoseLimits.MAX_RECORD_BYTES, nanoTime);
  }
}
