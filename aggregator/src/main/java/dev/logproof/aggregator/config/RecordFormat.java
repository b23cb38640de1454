package dev.logproof.aggregator.config;

/**
 * The {@code <format>} of an output without {@code data_key}.
 *
 * @param messageKey field sent instead of the event as JSON; "" for JSON
 * @param addNewline ends each text with a line feed, before {@code chomp_record} applies
 */
public record RecordFormat(String messageKey, boolean addNewline) {
  /** The event as a line of JSON. */
  public static final RecordFormat JSON = new RecordFormat("", true);

  /** Returns whether one field is sent ({@code single_value}). */
  public boolean isSingleValue() {
    return !messageKey.isEmpty();
  }
}
