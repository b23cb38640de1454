package dev.logproof.aggregator.metrics;

import java.util.Map;
import java.util.function.LongSupplier;

/**
 * State of one plugin in monitor_agent.
 *
 * @param category input, filter or output
 * @param config settings in force, with secrets masked
 * @param heldBytes bytes in the buffer
 */
public record PluginState(
    String id,
    String category,
    String type,
    Map<String, String> config,
    LongSupplier heldBytes,
    LongSupplier retries) {
  /** Copies the map. */
  public PluginState {
    config = Map.copyOf(config);
  }

  boolean isOutput() {
    return category.equals("output");
  }
}
