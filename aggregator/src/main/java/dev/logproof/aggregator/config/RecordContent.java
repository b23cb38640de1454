package dev.logproof.aggregator.config;

/**
 * Content of one record of a stream.
 *
 * @param dataKey field sent instead of the whole event as JSON; "" for the event
 * @param chompRecord omits the line ending of a formatted event
 */
public record RecordContent(String dataKey, boolean chompRecord, RecordFormat format) {
  /** One line of JSON. */
  public static final RecordContent JSON = new RecordContent("", false, RecordFormat.JSON);
}
