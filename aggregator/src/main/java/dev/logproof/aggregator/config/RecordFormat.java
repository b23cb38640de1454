package dev.logproof.aggregator.config;

/**
 * The {@code <format>} of an output without {@code data_key}.
 *
 * @param messageKey field sent instead of the event as JSON; "" for JSON
 * @param addNewline whether each record ends in a line feed, unless {@code chomp_record} removes it
 */
public record RecordFormat(String messageKey, boolean addNewline) {
  /** Sends the whole event as one line of JSON. */
  public static final RecordFormat JSON = new RecordFormat("", true);

  /** Returns whether one field is sent ({@code single_value}). */
  public boolean isSingleValue() {
    return !messageKey.isEmpty();
  }
}
