package dev.logproof.aggregator.batch;

/**
 * What Firehose accepts in one call; the one place that knows. From the service's quota page and
 * the API reference of PutRecordBatch.
 *
 * @param maxRecords records a request
 * @param maxRequestBytes bytes a request, counted after base64
 * @param maxRecordBytes bytes a record, before base64; the Ruby plugin's 1,048,576 gets the whole
 *     call rejected
 */
public record FirehoseLimits(int maxRecords, int maxRequestBytes, int maxRecordBytes) {
  /** PutRecordBatch as documented. */
  public static final FirehoseLimits PUT_RECORD_BATCH =
      new FirehoseLimits(500, 4 * 1024 * 1024, 1_024_000);

  /** The length of {@code bytes} bytes in base64. */
  public static int base64Length(int bytes) {
    return (bytes + 2) / 3 * 4;
  }
}
