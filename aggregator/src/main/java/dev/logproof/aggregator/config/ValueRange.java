package dev.logproof.aggregator.config;

/** Allowed values, both ends included. */
record ValueRange(long min, long max, String unit) {
  long check(long value) {
    if (value < min || value > max) {
      throw new IllegalArgumentException("expected " + this);
    }
    return value;
  }

  @Override
  public String toString() {
    return "from " + min + " to " + max + unit;
  }
}
