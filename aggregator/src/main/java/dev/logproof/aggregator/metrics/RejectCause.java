package dev.logproof.aggregator.metrics;

import java.util.Locale;

/** Why an event that was received is neither delivered nor pending. */
public enum RejectCause {
  /** No {@code <match>} takes its tag. */
  UNMATCHED_TAG,
  /** Its record is larger than Firehose accepts; kept in the dead-letter file. */
  RECORD_TOO_LARGE,
  /** Firehose refused it for good; kept in the dead-letter file. */
  REFUSED_BY_FIREHOSE,
  /** It was retried as long as the configuration says; kept in the dead-letter file. */
  RETRY_LIMIT,
  /** The buffer was full and {@code overflow_action throw_exception}: not acknowledged. */
  BUFFER_OVERFLOW,
  /** The buffer was full and {@code overflow_action drop_oldest_chunk}. */
  DROPPED_OLDEST_CHUNK,
  /** It cannot be said in JSON; kept in the dead-letter file. */
  NOT_CONVERTIBLE,
  /** Its chunk was sent again while it was in flight, and {@code dedupe_in_flight} joined them. */
  DUPLICATE_IN_FLIGHT,
  /** The record has no field named by {@code data_key}, or nil in it. */
  NO_DATA_KEY,
  /** Its record is no map. */
  INVALID_RECORD,
  /** Its time is none that the protocol knows. */
  INVALID_TIME,
  /** It is no pair of a time and a record. */
  INVALID_ENTRY,
  /** The tag of its frame is no string. */
  INVALID_TAG,
  /** Its record is nested deeper than is allowed. */
  NESTED_TOO_DEEP,
  /** It is metrics, traces, or a marker between groups of logs. */
  NOT_A_LOG,
  /** The bytes in which it came are broken. */
  MALFORMED,
  /** Memory was short, or an internal error struck: not acknowledged. */
  NOT_KEPT,
  /** It came when the buffers were closed at the end of a stop: not acknowledged. */
  STOPPED;

  /** As metrics and the accounting line spell it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
