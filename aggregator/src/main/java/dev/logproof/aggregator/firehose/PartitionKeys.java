package dev.logproof.aggregator.firehose;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.SplittableRandom;

/**
 * Partition keys of the records of requests, as escaped for JSON. Random keys spread records over
 * all shards; each attempt gets another one. Confined to one thread.
 */
final class PartitionKeys {
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(US_ASCII);
  private static final int DIGITS_PER_LONG = 16;

  private final SplittableRandom random = new SplittableRandom();
  private final byte[] chosen = new byte[KinesisLimits.RANDOM_KEY_BYTES];

  /** Returns the key of a record, valid until the next call. */
  byte[] of(RecordBatch batch, int position) {
    int length = batch.keyBytes(position);
    if (length == KeyedEvent.RANDOM_KEY) {
      return choose();
    }
    byte[] key = new byte[length];
    batch.content(position).get(batch.start(position) - length, key);
    return key;
  }

  private byte[] choose() {
    for (int at = 0; at < chosen.length; at += DIGITS_PER_LONG) {
      long bits = random.nextLong();
      for (int digit = 0; digit < DIGITS_PER_LONG; digit++) {
        chosen[at + digit] = DIGITS[(int) (bits >>> (4 * digit)) & 0xf];
      }
    }
    return chosen;
  }
}
