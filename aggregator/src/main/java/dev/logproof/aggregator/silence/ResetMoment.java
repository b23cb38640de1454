package dev.logproof.aggregator.silence;

import java.util.List;

/**
 * Decides whether to reset a connection whose client never reads: data that arrives within a round
 * trip of the reset is lost. Past gaps tell after which attainable silence that is least likely; as
 * time runs out, shorter silences are accepted. Immutable.
 *
 * @param arrivalsPerSecond rate of data after a silence like this one
 */
public record ResetMoment(boolean isNow, double arrivalsPerSecond, long checkAgainNanos) {
  /** Least silence for a client with few gaps: shorter ones may be CPU waits. */
  private static final long NEW_CLIENT_NANOS = 20_000_000;

  /** With less time left, a reset does not wait for the end of a burst. */
  private static final long LAST_NANOS = 1_000_000_000;

  private static final int FEW_GAPS = 20;

  /** Expected occurrences that make a silence attainable; fewer count where none has as many. */
  private static final double[] LEAST_OCCURRENCES = {3, 1, 0.3};

  /** Round trips are not waited for at the price of silences this many times worse. */
  private static final double WORSE = 4;

  /** Accepted factor above the lowest rate; an exact match takes too long. */
  private static final double TOLERANCE = 1.5;

  /** Risk accepted at once, in arrivals per reset. */
  private static final double NEGLIGIBLE_ARRIVALS = 1e-4;

  private static final double NOT_ATTAINABLE = Double.POSITIVE_INFINITY;
  private static final int ROUND_TRIPS = 4;
  private static final long SHORTEST_CHECK_NANOS = 200_000;
  private static final long LONGEST_CHECK_NANOS = 50_000_000;
  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * Decides about {@code silence} after {@code lines} received lines, with {@code leftNanos} to
   * wait.
   */
  public static ResetMoment decide(ClientGaps gaps, long lines, Silence silence, long leftNanos) {
    ArrivalRates rates = new ArrivalRates(gaps.after(lines));
    double here = rates.highest(silence.leastNanos(), silence.mostNanos() + silence.exposedNanos());
    if (leftNanos <= 0 || here * silence.exposedNanos() / NANOS_PER_SECOND < NEGLIGIBLE_ARRIVALS) {
      return new ResetMoment(true, here, 0);
    }
    if (gaps.isWithinBurst(lines) && leftNanos > LAST_NANOS) {
      return new ResetMoment(false, here, LONGEST_CHECK_NANOS);
    }
    long least = leastSilence(gaps, silence, leftNanos);
    List<ArrivalRates> kinds = gaps.all().stream().map(ArrivalRates::new).toList();
    double repetitions = repetitions(gaps, leftNanos);
    double best = best(kinds, silence, least, repetitions);
    double anyhow = gaps.gaps() < FEW_GAPS ? best : best(kinds, silence, 0, repetitions);
    if (best > WORSE * anyhow) {
      least = 0;
      best = anyhow;
    }
    double bound = TOLERANCE * best;
    boolean now = silence.leastNanos() >= least && here <= bound;
    return new ResetMoment(now, here, checkAgain(rates, silence, least, bound, leftNanos));
  }

  /** Covers several round trips, in which TCP may delay a burst; more with few gaps. */
  private static long leastSilence(ClientGaps gaps, Silence silence, long leftNanos) {
    long roundTrips = ROUND_TRIPS * silence.roundTripNanos();
    return gaps.gaps() < FEW_GAPS
        ? Math.max(roundTrips, Math.min(NEW_CLIENT_NANOS, leftNanos / ROUND_TRIPS))
        : roundTrips;
  }

  /** Number of observed periods that fit into the time left. */
  private static double repetitions(ClientGaps gaps, long leftNanos) {
    long observedNanos = gaps.all().stream().mapToLong(GapHistogram::totalNanos).sum();
    return observedNanos == 0 ? 0 : (double) leftNanos / observedNanos;
  }

  private static double best(
      List<ArrivalRates> kinds, Silence silence, long least, double repetitions) {
    double best = NOT_ATTAINABLE;
    for (int i = 0; i < LEAST_OCCURRENCES.length && best == NOT_ATTAINABLE; i++) {
      for (ArrivalRates rates : kinds) {
        double observations = LEAST_OCCURRENCES[i] / repetitions;
        best = Math.min(best, best(rates, silence, least, observations));
      }
    }
    return best;
  }

  /** A silence counts if it was observed at least {@code observations} times. */
  private static double best(ArrivalRates rates, Silence silence, long least, double observations) {
    double best = NOT_ATTAINABLE;
    for (int bucket = 0; bucket < GapHistogram.BUCKETS; bucket++) {
      boolean attainable = rates.atLeast(bucket) >= observations;
      if (GapHistogram.lowerNanos(bucket) >= least && attainable) {
        best = Math.min(best, rateFrom(rates, bucket, silence));
      }
    }
    return best;
  }

  private static double rateFrom(ArrivalRates rates, int bucket, Silence silence) {
    long lower = GapHistogram.lowerNanos(bucket);
    long uncertainty = silence.mostNanos() - silence.leastNanos();
    return rates.highest(lower, lower + uncertainty + silence.exposedNanos());
  }

  private static long checkAgain(
      ArrivalRates rates, Silence silence, long least, double bound, long leftNanos) {
    long wait = LONGEST_CHECK_NANOS;
    for (int bucket = GapHistogram.bucketOf(Math.max(least, silence.leastNanos()));
        bucket < GapHistogram.BUCKETS;
        bucket++) {
      long from = Math.max(least, GapHistogram.lowerNanos(bucket));
      if (from > silence.leastNanos() && rateFrom(rates, bucket, silence) <= bound) {
        wait = from - silence.leastNanos();
        break;
      }
    }
    long bounded = Math.max(SHORTEST_CHECK_NANOS, Math.min(LONGEST_CHECK_NANOS, wait));
    return Math.min(bounded, Math.max(1, leftNanos));
  }
}
