package dev.logproof.aggregator.config;

/**
 * One parameter that the code knows, for the configuration reference. Immutable.
 *
 * @param section where it belongs, such as {@code <buffer> of <match> of type kinesis_firehose}
 * @param support what the code does with it
 * @param byDefault value when it is absent; empty when there is none
 * @param text accepted values, or the reason why it is not supported
 */
record ParameterDoc(String section, String name, Support support, String byDefault, String text) {
  /** What the code does with a parameter. */
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
