package dev.logproof.aggregator.config;

/** Action that resolves a problem; {@code check} groups problems by action. */
public enum Remedy {
  /** The text is not valid in Fluentd either, or has a value out of range. */
  CORRECT("correct the configuration"),
  /** The aggregator has the feature, under another name or in another place. */
  REWRITE("write it another way"),
  /** The setting would change events, and has no counterpart. */
  REMOVE("remove the setting"),
  /** Another program of the pipeline has to do it. */
  ELSEWHERE("do it before or behind the aggregator");

  private final String title;

  Remedy(String title) {
    this.title = title;
  }

  /** Returns the heading of the group. */
  public String title() {
    return title;
  }
}
