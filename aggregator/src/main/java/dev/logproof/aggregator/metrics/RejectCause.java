package dev.logproof.aggregator.metrics;

import java.util.Locale;

/** Why a received event is neither delivered nor pending. */
public enum RejectCause {
  UNMATCHED_TAG,
  /** Exceeds Firehose's limit; kept in the dead-letter file. */
  RECORD_TOO_LARGE,
  /** Firehose refused it permanently; kept in the dead-letter file. */
  REFUSED_BY_FIREHOSE,
  /** Another target than Firehose refused it permanently; kept in the dead-letter file. */
  REFUSED,
  /** Kept in {@code <secondary>}, or in the dead-letter file. */
  RETRY_LIMIT,
  /** {@code overflow_action throw_exception}; not acknowledged. */
  BUFFER_OVERFLOW,
  DROPPED_OLDEST_CHUNK,
  /** No JSON form; kept in the dead-letter file. */
  NOT_CONVERTIBLE,
  /** Resent in flight and joined by {@code dedupe_in_flight}. */
  DUPLICATE_IN_FLIGHT,
  /** No field named by {@code data_key}, or the field is nil. */
  NO_DATA_KEY,
  /**
   * A placeholder of the stream's name has no value, or the name is not valid; kept in the
   * dead-letter file.
   */
  NO_DESTINATION,
  /** A {@code <filter>} dropped it, as configured. */
  FILTERED,
  /** A {@code <filter>} failed, and there is no {@code <label @ERROR>}. */
  FILTER_FAILED,
  /** No {@code <rule>} of a {@code rewrite_tag_filter} gives it another tag, as configured. */
  TAG_NOT_REWRITTEN,
  /** It got new tags too many times. */
  TAG_REWRITTEN_IN_CIRCLE,
  /** Its content is not a map. */
  INVALID_RECORD,
  /** Its time has an unknown form. */
  INVALID_TIME,
  /** It is not a pair of time and content. */
  INVALID_ENTRY,
  /** The tag of its frame is not a string. */
  INVALID_TAG,
  NESTED_TOO_DEEP,
  /** A metric, a trace, or a marker between groups of logs. */
  NOT_A_LOG,
  MALFORMED,
  /** Memory was short or an internal error occurred; not acknowledged. */
  NOT_KEPT,
  /** Arrived after the buffers closed at the end of a stop; not acknowledged. */
  STOPPED;

  /** Returns the name in metrics and the accounting line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
