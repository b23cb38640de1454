package dev.logproof.localaws.limits;

import java.util.regex.Pattern;

/** Firehose's limits per request (API reference, PutRecordBatch and CreateDeliveryStream). */
public final class FirehoseLimits {
  /** Records per PutRecordBatch; at least one. */
  public static final int MAX_RECORDS = 500;

  /** Before base64. The commonly cited 1,048,576 is Kinesis's limit. */
  public static final int MAX_RECORD_BYTES = 1_024_000;

  /** All records of a request. */
  public static final int MAX_REQUEST_BASE64_BYTES = 4 << 20;

  /** Each stream has its own thread. */
  public static final int MAX_STREAMS = 50;

  public static final Pattern STREAM_NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,64}");

  public static final int MAX_BUFFER_MIB = 128;

  public static final int MAX_SEARCH_BUFFER_MIB = 100;

  public static final int MAX_BUFFER_SECONDS = 900;

  private FirehoseLimits() {}

  /** Length of {@code bytes} bytes in base64. */
  public static int base64Bytes(int bytes) {
    return (bytes + 2) / 3 * 4;
  }
}
