package dev.logproof.reports;

import dev.logproof.commandline.CommandFailure;

/** Rejects numbers of options that are out of range. */
final class Ranges {
  private Ranges() {}

  static void check(String flag, Object value, boolean valid, String expected) {
    if (!valid) {
      throw CommandFailure.badInput(flag + " " + value + ": expected " + expected);
    }
  }

  static void within(String flag, double value, double least, double most) {
    check(
        flag,
        plain(value),
        value >= least && value <= most,
        "a number, " + plain(least) + " to " + plain(most));
  }

  static void aboveZero(String flag, double value, double most) {
    check(
        flag,
        plain(value),
        value > 0 && value <= most,
        "a number, above 0, at most " + plain(most));
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
