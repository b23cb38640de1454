package dev.logproof.aggregator.config;

import java.util.HashMap;
import java.util.Map;

/**
 * Parameters that a section accepts and that change nothing.
 *
 * @param reasons by the name of the parameter
 */
record NoEffect(Map<String, String> reasons) {
  /** Copies the reasons. */
  NoEffect {
    reasons = Map.copyOf(reasons);
  }

  static NoEffect because(String reason, String... names) {
    return new NoEffect(Map.of()).and(reason, names);
  }

  NoEffect and(String reason, String... names) {
    Map<String, String> all = new HashMap<>(reasons);
    for (String name : names) {
      all.put(name, reason);
    }
    return new NoEffect(all);
  }
}
