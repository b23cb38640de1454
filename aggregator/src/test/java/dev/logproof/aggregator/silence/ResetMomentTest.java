package dev.logproof.aggregator.silence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Resets in chosen silences limit the loss of simulated clients. */
class ResetMomentTest {
  private static final int CLIENTS = 500;
  private static final long SEED = 20261129;
  private static final long DRAIN_NANOS = 8_000_000_000L;
  private static final SimulatedDrain.Exposure EXPOSURE =
      new SimulatedDrain.Exposure(900_000, 100_000);
  private static final int BURST = 100;

  private static DoubleSupplier bursts(Random random, double pauseNanos) {
    int[] line = {0};
    return () -> {
      line[0]++;
      if (line[0] % BURST == 0) {
        return pauseNanos + exponential(random, 1e6);
      }
      return random.nextInt(200) == 0 ? exponential(random, 3e6) : exponential(random, 3e4);
    };
  }

  private static DoubleSupplier interruptedBursts(Random random, double pauseNanos) {
    int[] line = {0};
    return () -> {
      line[0]++;
      if (line[0] % BURST == 0) {
        return pauseNanos + exponential(random, 10e6);
      }
      return random.nextInt(2 * BURST) == 0 ? exponential(random, 30e6) : exponential(random, 3e4);
    };
  }

  private static DoubleSupplier poisson(Random random, double linesPerSecond) {
    return () -> exponential(random, 1e9 / linesPerSecond);
  }

  private static double exponential(Random random, double mean) {
    return -Math.log(1 - random.nextDouble()) * mean;
  }

  private static SimulatedDrain drain(
      int client, Function<Random, DoubleSupplier> gaps, double stallOdds) {
    Random random = new Random(SEED + client);
    return new SimulatedDrain(random, gaps.apply(random), EXPOSURE, stallOdds);
  }

  private static long lost(Function<Random, DoubleSupplier> gaps, double stallOdds) {
    long lost = 0;
    for (int client = 0; client < CLIENTS; client++) {
      lost += drain(client, gaps, stallOdds).losesWithin(DRAIN_NANOS);
    }
    return lost;
  }

  @ParameterizedTest
  @CsvSource({"15, 300", "30, 20", "100, 20", "300, 20"})
  void losesAlmostNothingOfClientsThatSendInBursts(int pauseMillis, long most) {
    long lost = lost(random -> bursts(random, pauseMillis * 1e6), 0);
    assertThat(lost).as("of %d clients, seed %d", CLIENTS, SEED).isLessThanOrEqualTo(most);
  }

  /**
   * A starved client stops in one of two bursts for about as long as it pauses, and then sends the
   * rest at once.
   */
  @Test
  void losesAlmostNothingOfBurstsThatAreInterrupted() {
    long lost = lost(random -> interruptedBursts(random, 30e6), 0);
    assertThat(lost).as("of %d clients, seed %d", CLIENTS, SEED).isLessThanOrEqualTo(20);
  }

  /** The event loop loses its processor between the last look and one in twenty resets. */
  @ParameterizedTest
  @CsvSource({"30", "100"})
  void losesFewLinesWhenResetsComeLate(int pauseMillis) {
    long lost = lost(random -> bursts(random, pauseMillis * 1e6), 0.05);
    assertThat(lost).as("of %d clients, seed %d", CLIENTS, SEED).isLessThanOrEqualTo(20);
  }

  /** Checks the simulation: resets at arbitrary moments hit bursts. */
  @Test
  void losesManyLinesAtTheFirstEmptyRead() {
    long lost = 0;
    for (int client = 0; client < CLIENTS; client++) {
      lost += drain(client, random -> bursts(random, 30e6), 0).losesAtFirstEmptyRead();
    }
    assertThat(lost).as("of %d clients, seed %d", CLIENTS, SEED).isGreaterThan(CLIENTS);
  }

  /** With independent arrivals no silence is better: the loss is rate times exposure. */
  @ParameterizedTest
  @CsvSource({"100", "1000"})
  void losesPoissonArrivalsPerFormula(int linesPerSecond) {
    double expected = (double) CLIENTS * linesPerSecond * EXPOSURE.nanos() / 1e9;
    long lost = lost(random -> poisson(random, linesPerSecond), 0);
    assertThat((double) lost)
        .as("of %d clients, seed %d", CLIENTS, SEED)
        .isBetween(expected - 4 * Math.sqrt(expected), expected + 4 * Math.sqrt(expected));
  }

  @Test
  void resetsAtAnySilenceWhenNoTimeIsLeft() {
    ClientGaps gaps = new ClientGaps();
    assertThat(ResetMoment.decide(gaps, 0, new Silence(0, 0, 1_000_000, 2_000_000), 0).isNow())
        .isTrue();
  }

  @Test
  void waitsForAClientThatSentOnceAMomentAgo() {
    ClientGaps gaps = new ClientGaps();
    gaps.add(1_000_000, 0);
    Silence silence = new Silence(10_000_000, 12_000_000, 100_000, 200_000);
    assertThat(ResetMoment.decide(gaps, 0, silence, DRAIN_NANOS).isNow()).isFalse();
  }

  @Test
  void resetsAClientThatHasBeenSilentForSeconds() {
    Silence silence = new Silence(3_000_000_000L, 3_004_000_000L, 100_000, 200_000);
    assertThat(ResetMoment.decide(new ClientGaps(), 0, silence, DRAIN_NANOS).isNow()).isTrue();
  }

  private static ClientGaps regularGaps(long nanos) {
    ClientGaps gaps = new ClientGaps();
    for (int gap = 0; gap < 1_000; gap++) {
      gaps.add(nanos, gap);
    }
    return gaps;
  }

  @Test
  void waitsForFourRoundTripsAtLeast() {
    ClientGaps gaps = regularGaps(30_000_000);
    Silence three = new Silence(3_000_000, 3_500_000, 1_000_000, 1_100_000);
    Silence five = new Silence(5_000_000, 5_500_000, 1_000_000, 1_100_000);
    assertThat(ResetMoment.decide(gaps, 1_000, three, DRAIN_NANOS).isNow()).isFalse();
    assertThat(ResetMoment.decide(gaps, 1_000, five, DRAIN_NANOS).isNow()).isTrue();
  }

  /** Behind a round trip that was measured while the machine stood still, only stalls are left. */
  @Test
  void prefersUsualPausesToStallsBeyondFourRoundTrips() {
    ClientGaps gaps = regularGaps(30_000_000);
    for (int gap = 0; gap < 10; gap++) {
      gaps.add(95_000_000, 1_000 + gap);
    }
    Silence pause = new Silence(5_000_000, 5_500_000, 1_000_000, 1_100_000);
    Silence stall = new Silence(92_000_000, 96_000_000, 10_000_000, 10_100_000);
    assertThat(ResetMoment.decide(gaps, 1_010, stall, DRAIN_NANOS).isNow()).isFalse();
    ClientGaps quick = regularGaps(30_000_000);
    assertThat(ResetMoment.decide(quick, 1_000, pause, DRAIN_NANOS).isNow()).isTrue();
  }

  /** A reset that comes late would meet the next burst. */
  @Test
  void resetsFarFromTheEndOfUsualPauses() {
    ClientGaps gaps = regularGaps(30_000_000);
    Silence late = new Silence(20_000_000, 21_000_000, 1_000_000, 1_100_000);
    assertThat(ResetMoment.decide(gaps, 1_000, late, DRAIN_NANOS).isNow()).isFalse();
  }

  /** A burst's size that has just become the usual one tells nothing of the gaps after it yet. */
  @Test
  void neverResetsWithinABurstWhileBurstsAreBeingLearnt() {
    ClientGaps gaps = new ClientGaps();
    Silence withinBurst = new Silence(100_000, 125_000, 900_000, 1_000_000);
    long lines = 0;
    for (int burst = 0; burst < 200; burst++) {
      int reads = 8 + burst / 40;
      for (int read = 0; read < reads; read++) {
        gaps.add(read == 0 ? 30_000_000 : 100_000, lines);
        lines += 10;
        if (burst >= 3 && read < reads - 1) {
          assertThat(ResetMoment.decide(gaps, lines, withinBurst, DRAIN_NANOS).isNow())
              .as("burst %d, read %d", burst, read)
              .isFalse();
        }
      }
    }
  }

  /** The round trip, known from the handshake alone, may be inaccurate. */
  @Test
  void doesNotWaitForSilencesThatNeverCome() {
    ClientGaps gaps = regularGaps(150_000_000);
    Silence silence = new Silence(24_000_000, 32_000_000, 40_000_000, 40_100_000);
    assertThat(ResetMoment.decide(gaps, 1_000, silence, DRAIN_NANOS).isNow()).isTrue();
  }
}
