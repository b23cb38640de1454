package dev.logproof.aggregator.metrics;

import java.util.Locale;

/** Why a received event is neither delivered nor pending. */
public enum RejectCause {
  /** No {@code <match>} accepts its tag. */
  UNMATCHED_TAG,
  /** Its record exceeds Firehose's limit; kept in the dead-letter file. */
  RECORD_TOO_LARGE,
  /** Firehose refused it permanently; kept in the dead-letter file. */
  REFUSED_BY_FIREHOSE,
  /** Its retries reached the configured limit; kept in the dead-letter file. */
  RETRY_LIMIT,
  /** The buffer was full with {@code overflow_action throw_exception}; not acknowledged. */
  BUFFER_OVERFLOW,
  /** The buffer was full with {@code overflow_action drop_oldest_chunk}. */
  DROPPED_OLDEST_CHUNK,
  /** It cannot be converted to JSON; kept in the dead-letter file. */
  NOT_CONVERTIBLE,
  /**
   * The client sent its chunk id again while in flight, and {@code dedupe_in_flight} joined them.
   */
  DUPLICATE_IN_FLIGHT,
  /** The event has no field named by {@code data_key}, or the field is nil. */
  NO_DATA_KEY,
  /** Its content is not a map. */
  INVALID_RECORD,
  /** Its time has no form that the protocol knows. */
  INVALID_TIME,
  /** It is not a pair of time and content. */
  INVALID_ENTRY,
  /** The tag of its frame is not a string. */
  INVALID_TAG,
  /** Its content exceeds the allowed nesting depth. */
  NESTED_TOO_DEEP,
  /** It is a metric, a trace, or a marker between groups of logs. */
  NOT_A_LOG,
  /** Its bytes are malformed. */
  MALFORMED,
  /** Memory was short or an internal error occurred; not acknowledged. */
  NOT_KEPT,
  /** It arrived after the buffers closed at the end of a stop; not acknowledged. */
  STOPPED;

  /** Returns the name used in metrics and in the accounting line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
