package dev.logproof.aggregator.silence;

/**
 * Whether now is a good moment to reset a connection whose client never reads. Data that arrives
 * within a round trip of the reset is lost; so the gaps of the past say after which silence the
 * next data is least likely, among the silences that can be hoped for in the time left. As that
 * time runs out, rarer silences cease to be hoped for, and shorter ones are taken. Immutable; any
 * thread.
 *
 * @param isNow true when the connection should be reset now
 * @param arrivalsPerSecond the rate at which data arrives after a silence like this one
 * @param checkAgainNanos when to judge again if no data arrives before
 */
public record ResetMoment(boolean isNow, double arrivalsPerSecond, long checkAgainNanos) {
  /** A silence that is shorter may be the client's thread waiting for a processor. */
  private static final long NEW_CLIENT_NANOS = 20_000_000;

  /** A connection with fewer gaps says too little about its silences. */
  private static final int FEW_GAPS = 20;

  /** A silence counts as attainable if the time left should bring so many of it. */
  private static final double LEAST_OCCURRENCES = 3;

  /** The best silence need not be met exactly: waiting for it costs more than this. */
  private static final double TOLERANCE = 1.5;

  /** A risk so small is taken at once, in arrivals per reset. */
  private static final double NEGLIGIBLE_ARRIVALS = 1e-4;

  private static final double NOT_ATTAINABLE = Double.POSITIVE_INFINITY;
  private static final int ROUND_TRIPS = 4;
  private static final long SHORTEST_CHECK_NANOS = 200_000;
  private static final long LONGEST_CHECK_NANOS = 50_000_000;
  private static final double NANOS_PER_SECOND = 1e9;

  /** Judges the {@code silence} of a connection, with {@code leftNanos} left to wait. */
  public static ResetMoment judge(GapHistogram gaps, Silence silence, long leftNanos) {
    ArrivalRates rates = new ArrivalRates(gaps);
    double here = rates.highest(silence.leastNanos(), silence.mostNanos() + silence.exposedNanos());
    if (leftNanos <= 0 || here * silence.exposedNanos() / NANOS_PER_SECOND < NEGLIGIBLE_ARRIVALS) {
      return new ResetMoment(true, here, 0);
    }
    long least = leastSilence(gaps, silence, leftNanos);
    double best = best(rates, gaps, silence, least, leftNanos);
    if (best == NOT_ATTAINABLE && gaps.gaps() >= FEW_GAPS) {
      least = 0;
      best = best(rates, gaps, silence, least, leftNanos);
    }
    double bound = TOLERANCE * best;
    boolean now = silence.leastNanos() >= least && here <= bound;
    return new ResetMoment(now, here, checkAgain(rates, silence, least, bound, leftNanos));
  }

  /** Several round trips, within which TCP itself may hold a burst up. */
  private static long leastSilence(GapHistogram gaps, Silence silence, long leftNanos) {
    long roundTrips = ROUND_TRIPS * silence.roundTripNanos();
    return gaps.gaps() < FEW_GAPS
        ? Math.max(roundTrips, Math.min(NEW_CLIENT_NANOS, leftNanos / ROUND_TRIPS))
        : roundTrips;
  }

  /** The lowest rate of arrivals among the silences that the time left should bring. */
  private static double best(
      ArrivalRates rates, GapHistogram gaps, Silence silence, long least, long leftNanos) {
    double best = NOT_ATTAINABLE;
    for (int bucket = 0; bucket < GapHistogram.BUCKETS; bucket++) {
      double occurrences =
          gaps.totalNanos() == 0
              ? 0
              : rates.atLeast(bucket) * ((double) leftNanos / gaps.totalNanos());
      if (GapHistogram.lowerNanos(bucket) >= least && occurrences >= LEAST_OCCURRENCES) {
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
