package dev.logproof.aggregator.config;

import java.util.Locale;

/**
 * A known parameter, for the configuration reference.
 *
 * @param byDefault empty when there is none
 * @param text accepted values, or the reason why it is not supported
 */
record ParameterDoc(String section, String name, Support support, String byDefault, String text) {
  /** Treatment of a parameter. */
  enum Support {
    SUPPORTED,
    REQUIRED,
    ONE_VALUE,
    NO_EFFECT,
    REJECTED;

    /** Returns the name in the configuration reference. */
    String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }
}
