package dev.logproof.aggregator.config;

/**
 * The {@code <format>} of lines in a file.
 *
 * @param messageKey field written instead of the record as JSON; "" for JSON
 * @param delimiter follows the time and the tag
 */
public record LineFormat(
    boolean time, boolean tag, String delimiter, String messageKey, boolean addNewline) {
  /** Time, tag and record, separated by tabs. */
  public static final LineFormat OUT_FILE = new LineFormat(true, true, "\t", "", true);
}
