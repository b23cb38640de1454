package dev.logproof.reports.run;

import dev.logproof.record.result.FaultRow;

/** Rows that stand among the faults but have none: one task under a steady load. */
public final class SteadyRate {
  private static final String PREFIX = "steady ";

  private SteadyRate() {}

  /** Whether {@code row} has no fault. */
  public static boolean is(FaultRow row) {
    return row.fault().startsWith(PREFIX);
  }

  /** The rate, as the row names it. */
  public static String rate(FaultRow row) {
    return row.fault().substring(PREFIX.length());
  }
}
