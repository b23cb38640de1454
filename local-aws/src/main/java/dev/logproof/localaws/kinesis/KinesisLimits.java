package dev.logproof.localaws.kinesis;

import dev.logproof.localaws.limits.StreamQuota;
import java.util.regex.Pattern;

/** Limits of Kinesis Data Streams, from its API reference and quota page. */
final class KinesisLimits {
  static final int MAX_RECORDS = 500;
  static final int MAX_REQUEST_BYTES = 5 << 20;

  /** Of the data and the partition key together. */
  static final int MAX_RECORD_BYTES = 1 << 20;

  static final int MAX_KEY_CHARACTERS = 256;
  static final int MAX_READ_RECORDS = 10_000;
  static final int MAX_READ_BYTES = 10 << 20;
  static final int MAX_SHARDS = 1_000;
  static final Pattern STREAM_NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");

  /** Writes that one shard takes per second. */
  static final StreamQuota SHARD = new StreamQuota(1 << 20, 1_000, Double.POSITIVE_INFINITY);

  private KinesisLimits() {}
}
