package dev.logproof.reports;

import java.util.Locale;

/** Format in which a plan is printed. */
enum PlanFormat {
  TABLE,
  JSON,
  /** Parameters for {@code aws cloudformation deploy}. */
  CFN;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
