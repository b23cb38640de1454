package dev.logproof.localaws.delivery;

/**
 * Size of records that are delivered together.
 *
 * @param rawBytes bytes before compression
 */
public record BatchSize(long records, long rawBytes) {
  static final BatchSize NONE = new BatchSize(0, 0);
}
