package dev.logproof.aggregator.firehose;

/**
 * Limits of one PutRecords call, from the API reference. Data counts before base64 encoding, with
 * partition keys.
 */
public record KinesisLimits(int maxRecords, int maxRequestBytes, int maxRecordBytes)
    implements RequestLimits {
  /** Documented limits of PutRecords. */
  public static final KinesisLimits PUT_RECORDS =
      new KinesisLimits(500, 5 * 1024 * 1024, 1024 * 1024);

  /** Largest number of characters of a partition key. */
  public static final int MAX_KEY_CHARACTERS = 256;

  /** Characters of a random partition key, as in the kinesis_streams plugin. */
  public static final int RANDOM_KEY_BYTES = 32;

  @Override
  public long requestBytes(int dataBytes, int keyBytes) {
    return (long) dataBytes + (keyBytes == KeyedEvent.RANDOM_KEY ? RANDOM_KEY_BYTES : keyBytes);
  }
}
