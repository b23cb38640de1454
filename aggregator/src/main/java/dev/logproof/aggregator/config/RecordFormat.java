package dev.logproof.aggregator.config;

/**
 * The {@code <format>} of an output without {@code data_key}.
 *
 * @param messageKey field sent instead of the event as JSON; "" for none
 * @param addNewline whether each record ends in a line feed, unless {@code chomp_record} removes it
 * @param text another form than JSON
 */
public record RecordFormat(String messageKey, boolean addNewline, TextFormat text) {
  /** Sends the whole event as one line of JSON. */
  public static final RecordFormat JSON = new RecordFormat("", true);

  /** Creates JSON, or the format of a single field. */
  public RecordFormat(String messageKey, boolean addNewline) {
    this(messageKey, addNewline, TextFormat.NONE);
  }

  /** Returns whether the whole event is sent as JSON. */
  public boolean isJson() {
    return messageKey.isEmpty() && text.equals(TextFormat.NONE);
  }
}
