package dev.logproof.loadgen.schedule;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Distribution of events over time. All but {@link Paced} write each line separately, as Docker's
 * driver does.
 */
public sealed interface Arrival {
  /** As even as line lengths allow. */
  record Paced() implements Arrival {
    @Override
    public String toString() {
      return "paced";
    }
  }

  /** Independent exponential gaps. */
  record Poisson() implements Arrival {
    @Override
    public String toString() {
      return "poisson";
    }
  }

  /**
   * Bursts one period apart, with a random phase per source.
   *
   * @param lines per burst, all due at once
   * @param pauseNanos least time from one burst's start to the next
   */
  record Bursts(int lines, long pauseNanos) implements Arrival {
    @Override
    public String toString() {
      return "bursts:" + lines + "@" + pauseNanos / 1_000_000.0 + "ms";
    }
  }

  String FORM = "paced, poisson, or bursts:LINES@PAUSE such as bursts:100@30ms";

  int MAX_LINES = 100_000;

  /**
   * Parses {@link #FORM}.
   *
   * @throws IllegalArgumentException when the text does not match
   */
  static Arrival parse(String text) {
    Matcher bursts = Pattern.compile("bursts:(\\d{1,6})@(\\d+(?:\\.\\d+)?)(us|ms|s)").matcher(text);
    if (text.equals("paced")) {
      return new Paced();
    }
    if (text.equals("poisson")) {
      return new Poisson();
    }
    if (!bursts.matches()) {
      throw new IllegalArgumentException("'" + text + "': expected " + FORM);
    }
    int lines = Integer.parseInt(bursts.group(1));
    double unit =
        switch (bursts.group(3)) {
          case "us" -> 1e3;
          case "ms" -> 1e6;
          default -> 1e9;
        };
    double pause = Double.parseDouble(bursts.group(2)) * unit;
    if (lines < 1 || lines > MAX_LINES || pause < 1 || pause > 3_600e9) {
      throw new IllegalArgumentException(
          "'" + text + "': expected 1 to " + MAX_LINES + " lines, and a pause of at most 3600s");
    }
    return new Bursts(lines, (long) pause);
  }

  /** Most lines a source may be ahead of its rate. */
  default int maxLinesAhead() {
    if (this instanceof Bursts bursts) {
      return bursts.lines();
    }
    return this instanceof Poisson ? PoissonTimes.MAX_LINES_AHEAD : 0;
  }

  /**
   * Due times of one source.
   *
   * @param eventBytes mean bytes per event, for the phase
   */
  default DueTimes times(RateSchedule schedule, double eventBytes, long seed) {
    if (this instanceof Bursts bursts) {
      return new BurstTimes(schedule, bursts.lines(), eventBytes, seed);
    }
    return this instanceof Poisson
        ? new PoissonTimes(schedule, seed)
        : (bytesBefore, bytes) -> schedule.dueNanos(bytesBefore);
  }
}
