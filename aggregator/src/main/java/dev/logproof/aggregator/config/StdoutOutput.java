package dev.logproof.aggregator.config;

/**
 * Prints events to standard output.
 *
 * @param isHeaded whether time and tag stand in front of the record
 */
public record StdoutOutput(String id, boolean isHeaded, RecordFormat format, InjectConfig inject)
    implements OutputConfig {
  /** Prints time, tag and the event as JSON. */
  public StdoutOutput(String id) {
    this(id, true, RecordFormat.JSON, InjectConfig.NONE);
  }
}
