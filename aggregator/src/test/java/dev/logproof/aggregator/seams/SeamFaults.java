package dev.logproof.aggregator.seams;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Throws random exceptions and errors at the seams {@code S} of a test: at each seam's first use,
 * then at random. {@code -Dlogproof.seams.seconds} sets the duration, {@code -Dlogproof.seams.seed}
 * the faults. Thread-safe.
 */
public final class SeamFaults<S extends Enum<S>> {
  private static final int KINDS = 4;

  private final Class<S> seams;
  private final Map<S, Integer> struck;
  private final RandomGenerator random;
  private boolean on = true;

  /** Strikes seams by {@code random}. */
  public SeamFaults(Class<S> seams, RandomGenerator random) {
    this.seams = seams;
    this.struck = new EnumMap<>(seams);
    this.random = random;
  }

  /** Returns the seed of a test's faults. */
  public static long seed() {
    return Long.getLong("logproof.seams.seed", 20_261_129);
  }

  /** Returns the least duration of a test. */
  public static long nanos() {
    return TimeUnit.SECONDS.toNanos(Long.getLong("logproof.seams.seconds", 4));
  }

  /** Returns true at the first use of {@code seam} and once in {@code every} later ones. */
  public synchronized boolean strikes(S seam, int every) {
    boolean strikes = on && (!struck.containsKey(seam) || random.nextInt(every) == 0);
    if (strikes) {
      struck.merge(seam, 1, Integer::sum);
    }
    return strikes;
  }

  /** Throws when {@code seam} strikes. */
  public void maybeThrow(S seam, int every) {
    if (strikes(seam, every)) {
      throw fault(seam);
    }
  }

  private synchronized RuntimeException fault(S seam) {
    return fault(seam.name(), random);
  }

  /** Returns an exception, or throws an error, of a random kind. */
  public static RuntimeException fault(String name, RandomGenerator random) {
    return switch (random.nextInt(KINDS)) {
      case 0 -> new IllegalStateException(name);
      case 1 -> new IndexOutOfBoundsException(name);
      case 2 -> throw new OutOfMemoryError(name);
      default -> throw new NoClassDefFoundError(name);
    };
  }

  /** Returns false after {@link #end}. */
  public synchronized boolean areOn() {
    return on;
  }

  /** No seam strikes any more. */
  public synchronized void end() {
    on = false;
  }

  /** Returns true once every seam has struck. */
  public synchronized boolean allStruck() {
    return struck.size() == seams.getEnumConstants().length;
  }

  /** Returns how often seams have struck. */
  public synchronized int count() {
    return struck.values().stream().mapToInt(Integer::intValue).sum();
  }

  @Override
  public synchronized String toString() {
    return struck.toString();
  }
}
