package dev.logproof.aggregator.delivery;

import java.util.EnumSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Throws random exceptions and errors at named seams. Thread-safe. */
final class SeamFaults {
  private static final int KINDS = 4;

  private final RandomGenerator random;
  private final Set<Seam> struck = EnumSet.noneOf(Seam.class);
  private boolean on = true;

  /** Fault injection points. */
  enum Seam {
    CREDENTIALS,
    DNS,
    CONNECT,
    HANDSHAKE,
    ENCODE,
    SIGN,
    WRITE,
    READ,
    PARSE,
    METRICS,
    LOG,
    DEAD_LETTERS,
    ACKNOWLEDGE
  }

  SeamFaults(RandomGenerator random) {
    this.random = random;
  }

  synchronized boolean strikes(Seam seam, int every) {
    return on && (struck.add(seam) || random.nextInt(every) == 0);
  }

  void maybeThrow(Seam seam, int every) {
    if (strikes(seam, every)) {
      throw fault(seam.name(), kind());
    }
  }

  private synchronized int kind() {
    return random.nextInt(KINDS);
  }

  private static RuntimeException fault(String name, int kind) {
    return switch (kind) {
      case 0 -> new IllegalStateException(name);
      case 1 -> new IndexOutOfBoundsException(name);
      case 2 -> throw new OutOfMemoryError(name);
      default -> throw new NoClassDefFoundError(name);
    };
  }

  synchronized boolean areOn() {
    return on;
  }

  synchronized void end() {
    on = false;
  }

  synchronized boolean allStruck() {
    return struck.size() == Seam.values().length;
  }
}
