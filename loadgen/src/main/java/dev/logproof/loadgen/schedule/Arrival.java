package dev.logproof.loadgen.schedule;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the events of a source are spread over time, at the same rate. All but the first send each
 * line by a write of its own, as Docker's driver does. Immutable; any thread.
 */
public sealed interface Arrival {
  /** As evenly as lines of different lengths can be. */
  record Paced() implements Arrival {
    @Override
    public String toString() {
      return "paced";
    }
  }

  /** Gaps are exponential, independent of each other. */
  record Poisson() implements Arrival {
    @Override
    public String toString() {
      return "poisson";
    }
  }

  /**
   * Bursts that begin one period apart, the phase of each source at random.
   *
   * @param lines of a burst, due at once
   * @param pauseNanos from the beginning of a burst to the next at least
   */
  record Bursts(int lines, long pauseNanos) implements Arrival {
    @Override
    public String toString() {
      return "bursts:" + lines + "@" + pauseNanos / 1_000_000.0 + "ms";
    }
  }

  /** What {@link #parse} takes. */
  String FORM = "paced, poisson, or bursts:LINES@PAUSE such as bursts:100@30ms";

  /** The longest burst. */
  int MAX_LINES = 100_000;

  /**
   * Reads what a user gave.
   *
   * @throws IllegalArgumentException when it is none of {@link #FORM}
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

  /** How many lines a source may be ahead of its rate. */
  default int maxLinesAhead() {
    if (this instanceof Bursts bursts) {
      return bursts.lines();
    }
    return this instanceof Poisson ? PoissonTimes.MAX_LINES_AHEAD : 0;
  }

  /**
   * When the events of one source are due.
   *
   * @param schedule of its bytes
   * @param eventBytes of an event on average, for the phase
   * @param seed of its phase and gaps
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
