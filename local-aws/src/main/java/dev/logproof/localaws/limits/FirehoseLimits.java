package dev.logproof.localaws.limits;

import java.util.regex.Pattern;

/**
 * What Firehose accepts in one request (API reference, PutRecordBatch and CreateDeliveryStream).
 */
public final class FirehoseLimits {
  /** Records in a PutRecordBatch; at least one. */
  public static final int MAX_RECORDS = 500;

  /** Bytes of one record before base64. The 1,048,576 often read elsewhere are Kinesis's. */
  public static final int MAX_RECORD_BYTES = 1_024_000;

  /** Bytes of all records of a request after base64. */
  public static final int MAX_REQUEST_BASE64_BYTES = 4 << 20;

  /** Delivery streams in an account and region that we keep, each with a thread of its own. */
  public static final int MAX_STREAMS = 50;

  /** What a stream's name consists of. */
  public static final Pattern STREAM_NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,64}");

  /** Buffering hints, in MiB. */
  public static final int MAX_BUFFER_MIB = 128;

  /** Buffering hints of an OpenSearch destination, in MiB. */
  public static final int MAX_SEARCH_BUFFER_MIB = 100;

  /** Buffering hints, in seconds. */
  public static final int MAX_BUFFER_SECONDS = 900;

  private FirehoseLimits() {}

  /** The length that {@code bytes} have in base64. */
  public static int base64Bytes(int bytes) {
    return (bytes + 2) / 3 * 4;
  }
}
