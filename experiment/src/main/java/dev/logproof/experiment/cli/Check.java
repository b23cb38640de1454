package dev.logproof.experiment.cli;

import dev.logproof.commandline.CommandFailure;
import java.time.Duration;

/** Checks values of options. */
final class Check {
  static final int MAX_SECONDS = 86_400;

  private Check() {}

  static void that(boolean valid, String flag, Object value, String expected) {
    if (!valid) {
      throw CommandFailure.badInput(flag + " " + value + ": expected " + expected);
    }
  }

  static void range(double value, double least, double most, String flag) {
    that(value >= least && value <= most, flag, plain(value), plain(least) + " to " + plain(most));
  }

  static void range(Duration value, Duration least, Duration most, String flag) {
    that(
        value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
        flag,
        value.toSeconds() + "s",
        least.toSeconds() + "s to " + most.toSeconds() + "s");
  }

  static void arrival(String value, String flag) {
    that(
        value.matches("paced|poisson|bursts:\\d+@[\\d.]+(us|ms|s)"),
        flag,
        value,
        "paced, poisson, or bursts:LINES@PAUSE such as bursts:100@30ms");
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
