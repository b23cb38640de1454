package dev.logproof.aggregator.config;

/**
 * A known parameter, for the configuration reference.
 *
 * @param byDefault empty when there is none
 * @param text accepted values, or the reason why it is not supported
 */
record ParameterDoc(String section, String name, Support support, String byDefault, String text) {
  /** Treatment of a parameter. */
  enum Support {
    SUPPORTED("supported"),
    REQUIRED("required"),
    FIXED("one value"),
    NO_EFFECT("no effect"),
    REJECTED("rejected");

    private final String label;

    Support(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }
}
