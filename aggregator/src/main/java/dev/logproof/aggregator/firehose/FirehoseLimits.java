package dev.logproof.aggregator.firehose;

/**
 * Limits of one PutRecordBatch call, from the quota page and the API reference.
 *
 * @param maxRequestBytes after base64 encoding
 * @param maxRecordBytes before base64 encoding; with the Ruby plugin's 1,048,576, Firehose rejects
 *     the whole call
 */
public record FirehoseLimits(int maxRecords, int maxRequestBytes, int maxRecordBytes)
    implements RequestLimits {
  /** Documented limits of PutRecordBatch. */
  public static final FirehoseLimits PUT_RECORD_BATCH =
      new FirehoseLimits(500, 4 * 1024 * 1024, 1_024_000);

  @Override
  public long requestBytes(int dataBytes, int keyBytes) {
    return base64Length(dataBytes);
  }

  /** Returns the base64 length of {@code bytes} bytes. */
  public static int base64Length(int bytes) {
    return (bytes + 2) / 3 * 4;
  }
}
