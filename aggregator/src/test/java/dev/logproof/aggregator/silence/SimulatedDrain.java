package dev.logproof.aggregator.silence;

import java.util.Random;
import java.util.function.DoubleSupplier;

/**
 * Simulates a client that never reads, an event loop that may read late, and a drain that waits for
 * silences. Confined to one thread.
 */
final class SimulatedDrain {
  private static final long LEARNING_NANOS = 5_000_000_000L;
  private static final long TICK_NANOS = 4_000_000;

  private final Random random;
  private final DoubleSupplier gapNanos;
  private final Exposure exposure;
  private final double stallOdds;
  private final ClientGaps gaps = new ClientGaps();
  private double nextArrival;
  private double lastArrival;
  private double lastRead;
  private long lines;

  /** A reset loses the lines within the round trip plus the window after it. */
  record Exposure(long roundTripNanos, long windowNanos) {
    long nanos() {
      return roundTripNanos + windowNanos;
    }
  }

  /** With the chance {@code stallOdds} a reset comes later, by 8 ms on average. */
  SimulatedDrain(Random random, DoubleSupplier gapNanos, Exposure exposure, double stallOdds) {
    this.random = random;
    this.gapNanos = gapNanos;
    this.exposure = exposure;
    this.stallOdds = stallOdds;
  }

  long losesWithin(long drainNanos) {
    double start = LEARNING_NANOS * (1 + random.nextDouble());
    while (nextArrival < start) {
      read();
    }
    double end = lastRead + drainNanos;
    double check = lastRead;
    while (true) {
      double readAt = nextArrival + readDelay();
      while (check < readAt) {
        ResetMoment moment = decide(check, end);
        if (moment.isNow() && nextArrival > check) {
          return lostAt(check);
        } else if (moment.isNow()) {
          // The last read before the reset finds data.
          break;
        }
        check += moment.checkAgainNanos() + readDelay();
      }
      read(Math.max(nextArrival, Math.min(check, readAt)));
      check = lastRead;
    }
  }

  long losesAtFirstEmptyRead() {
    double start = LEARNING_NANOS * (1 + random.nextDouble());
    while (nextArrival < start) {
      read();
    }
    return lostAt(lastRead);
  }

  private ResetMoment decide(double now, double end) {
    long own = (long) (now - lastRead);
    long ticks = (long) ((now - lastArrival) / TICK_NANOS);
    long kernel = ticks * TICK_NANOS;
    Silence silence =
        kernel < 2 * TICK_NANOS
            ? new Silence(own, own + own / 4, exposure.roundTripNanos(), exposure.nanos())
            : new Silence(
                Math.max(own, kernel - TICK_NANOS),
                Math.max(own, kernel) + TICK_NANOS,
                exposure.roundTripNanos(),
                exposure.nanos());
    return ResetMoment.decide(gaps, lines, silence, (long) Math.max(0, end - now));
  }

  private void read() {
    read(nextArrival + readDelay());
  }

  private void read(double at) {
    long before = lines;
    while (nextArrival <= at) {
      lastArrival = nextArrival;
      nextArrival += gapNanos.getAsDouble();
      lines++;
    }
    if (lastRead > 0) {
      gaps.add((long) (at - lastRead), before);
    }
    lastRead = at;
  }

  private long lostAt(double reset) {
    long before = lines;
    double until = reset + exposure.nanos() + stallNanos();
    while (nextArrival <= until) {
      nextArrival += gapNanos.getAsDouble();
      lines++;
    }
    return lines - before;
  }

  private double stallNanos() {
    return random.nextDouble() < stallOdds ? -8e6 * Math.log(1 - random.nextDouble()) : 0;
  }

  /** A busy loop, in one of fifty reads, is late by 3 ms instead of 50 µs. */
  private double readDelay() {
    double mean = random.nextDouble() < 0.02 ? 3e6 : 5e4;
    return -Math.log(1 - random.nextDouble()) * mean;
  }
}
