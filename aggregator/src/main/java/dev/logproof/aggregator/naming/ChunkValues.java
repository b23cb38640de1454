package dev.logproof.aggregator.naming;

import java.util.Map;

/**
 * Values that the events of a chunk share.
 *
 * @param epochSeconds start of the time slice; 0 without a time key
 * @param fields by chunk key, as it is written; a missing or nil field is absent
 */
public record ChunkValues(String tag, long epochSeconds, Map<String, String> fields) {
  /** Copies the map. */
  public ChunkValues {
    fields = Map.copyOf(fields);
  }
}
