package dev.logproof.aggregator.config;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Settings of records that exist for one service only. */
public sealed interface StreamRecords {
  /** Returns the names that streams of the service may have. */
  Predicate<String> streamNames();

  /**
   * Records of Firehose.
   *
   * @param appendNewLine ends each event with exactly one line feed, in place of its own line
   *     ending
   */
  record Firehose(boolean appendNewLine, FirehosePacking packing) implements StreamRecords {
    /** The names that streams may have. */
    public static final Predicate<String> STREAM_NAMES = namesUpTo(64);

    /** One JSON line per event. */
    public static final Firehose EVENTS = new Firehose(true, FirehosePacking.EVENTS);

    @Override
    public Predicate<String> streamNames() {
      return STREAM_NAMES;
    }
  }

  /**
   * Records of Kinesis Data Streams.
   *
   * @param partitionKey field whose text is the partition key; "" for random keys
   * @param keepOrder whether records of one partition key stay in order
   */
  record Kinesis(String partitionKey, boolean keepOrder) implements StreamRecords {
    /** The names that streams may have. */
    public static final Predicate<String> STREAM_NAMES = namesUpTo(128);

    @Override
    public Predicate<String> streamNames() {
      return STREAM_NAMES;
    }
  }

  private static Predicate<String> namesUpTo(int length) {
    return Pattern.compile("[a-zA-Z0-9_.-]{1," + length + "}").asMatchPredicate();
  }
}
