package dev.logproof.experiment.suite;

import java.util.Locale;

/** A fault of local-aws with the name that {@code docs/faults.md} gives it. */
public enum NamedFault {
  THROTTLE("'fault':'throttle'", "Every call is throttled; all lines may be late, none lost."),
  PARTIAL_1_PERCENT(
      "'fault':'partial','records':0.01",
      "One record in a hundred is refused; an aggregator that does not resend it loses it."),
  PARTIAL_30_PERCENT(
      "'fault':'partial','records':0.3",
      "Three records in ten are refused; resending whole requests duplicates the others."),
  INTERNAL_FAILURE(
      "'fault':'error','share':0.3,'code':'InternalFailure'",
      "Three calls in ten fail with an internal error; all lines may be late, none lost."),
  OUTAGE_REFUSED(
      "'fault':'outage','how':'refuse'",
      "Connections are refused; all lines may be late, none lost while the buffer has room."),
  OUTAGE_RESET(
      "'fault':'outage','how':'reset'",
      "Connections are reset; requests cut off after they were executed may be duplicated."),
  SLOW_5S(
      "'fault':'slow','delayMillis':5000",
      "Responses take 5 s; all lines may be late, none lost while the buffer has room."),
  DISCONNECT_BEFORE(
      "'fault':'disconnect','share':0.3,'moment':'before-request'",
      "Three calls in ten are cut before the request is read; none is lost or duplicated."),
  DISCONNECT_DURING(
      "'fault':'disconnect','share':0.3,'moment':'during-response'",
      "Three calls in ten are cut within the response; their records may be duplicated."),
  ACCEPT_THEN_FAIL(
      "'fault':'disconnect','share':0.3,'moment':'without-response'",
      "Three calls in ten are executed and cut without a response; their records may be"
          + " duplicated.");

  private final String values;
  private final String expected;

  NamedFault(String values, String expected) {
    this.values = values;
    this.expected = expected;
  }

  /** Name on the command line. */
  public String flag() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String expected() {
    return expected;
  }

  /** Body of the request that begins it. */
  String plan(long seed) {
    return ("{'seed':" + seed + "," + values + "}").replace('\'', '"');
  }
}
