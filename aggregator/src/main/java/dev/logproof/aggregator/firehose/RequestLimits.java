package dev.logproof.aggregator.firehose;

/** Limits of one request and its records. */
public sealed interface RequestLimits permits FirehoseLimits, KinesisLimits {
  /** Returns the largest number of records per request. */
  int maxRecords();

  /** Returns the limit of the sum of {@link #requestBytes}. */
  int maxRequestBytes();

  /** Returns the largest size of a record before base64 encoding. */
  int maxRecordBytes();

  /** Returns what a record counts for in {@link #maxRequestBytes}. */
  long requestBytes(int dataBytes, int keyBytes);
}
