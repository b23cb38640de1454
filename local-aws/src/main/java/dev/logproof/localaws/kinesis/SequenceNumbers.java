package dev.logproof.localaws.kinesis;

/** Texts of sequence numbers and ids of shards, of the lengths of AWS's. Stateless. */
final class SequenceNumbers {
  private static final String PREFIX = "4965" + "0".repeat(33);
  private static final String SHARD = "shardId-";

  private SequenceNumbers() {}

  static String of(long number) {
    return PREFIX + "%019d".formatted(number);
  }

  /**
   * Returns the number in a text.
   *
   * @throws dev.logproof.localaws.api.ApiException when it is none
   */
  static long parse(String text) {
    if (!text.matches(PREFIX + "[0-9]{19}")) {
      throw KinesisErrors.invalidArgument("Sequence number " + text + " is invalid.");
    }
    return Long.parseLong(text.substring(PREFIX.length()));
  }

  static String shard(int index) {
    return SHARD + "%012d".formatted(index);
  }

  static int shardIndex(String id, KinesisStream stream) {
    int index = id.matches(SHARD + "[0-9]{12}") ? Integer.parseInt(id.substring(11)) : -1;
    if (index < 0 || index >= stream.shardCount()) {
      throw KinesisErrors.noShard(id, stream.name());
    }
    return index;
  }
}
