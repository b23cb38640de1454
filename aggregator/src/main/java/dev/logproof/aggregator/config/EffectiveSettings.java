package dev.logproof.aggregator.config;

/** Prints what is in force after defaults, includes and the environment. Any thread. */
public final class EffectiveSettings {
  private EffectiveSettings() {}

  /** Every setting of every section, one a line with where it comes from; warnings not included. */
  public static String render(AggregatorConfig config) {
    return config.toString();
  }
}
