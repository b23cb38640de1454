package dev.logproof.localaws.limits;

import java.util.function.LongSupplier;

/**
 * Enforces a quota with token buckets for requests, records and bytes. Guarded by the stream's
 * lock.
 */
final class QuotaAdmission implements Admission {
  private final TokenBucket requests;
  private final TokenBucket records;
  private final TokenBucket bytes;

  QuotaAdmission(StreamQuota quota, int maxRecordBytes, LongSupplier nanoTime) {
    requests = bucket(quota.requestsPerSecond(), 1, nanoTime);
    records = bucket(quota.recordsPerSecond(), 1, nanoTime);
    bytes = bucket(quota.bytesPerSecond(), maxRecordBytes, nanoTime);
  }

  private static TokenBucket bucket(double perSecond, int leastCapacity, LongSupplier nanoTime) {
    double rate = Math.min(perSecond, Double.MAX_VALUE);
    return new TokenBucket(rate, Math.max(rate, leastCapacity), nanoTime);
  }

  @Override
  public boolean admitsRequest() {
    boolean admitted = requests.holds(1);
    if (admitted) {
      requests.take(1);
    }
    return admitted;
  }

  @Override
  public boolean admitsRecord(int recordBytes) {
    if (!records.holds(1) || !bytes.holds(recordBytes)) {
      return false;
    }
    records.take(1);
    bytes.take(recordBytes);
    return true;
  }
}
