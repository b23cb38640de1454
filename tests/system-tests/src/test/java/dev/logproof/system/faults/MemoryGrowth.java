package dev.logproof.system.faults;

import dev.logproof.system.faults.SeriesFit.Sample;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * Growth of a long run's memory from its middle third to its last. A line through all samples takes
 * a high-water mark that is reached early for growth; a leak grows as much in the last third as
 * before it. The first third is not checked: rare faults compile their code in it.
 */
record MemoryGrowth(double middleBytes, double lastBytes) {
  /**
   * Largest share of growth per third of the run: for a leak of constant rate as strict as 5 % over
   * the last two thirds.
   */
  static final double FLAT_SHARE = 0.025;

  /**
   * Compares the means of the last two thirds.
   *
   * @param samples in the order of time, from the run's first second to its last
   */
  static MemoryGrowth of(List<Sample> samples) {
    double third = samples.get(samples.size() - 1).seconds() / 3;
    return new MemoryGrowth(
        mean(samples, at -> at >= third && at < 2 * third), mean(samples, at -> at >= 2 * third));
  }

  private static double mean(List<Sample> samples, Predicate<Double> within) {
    OptionalDouble mean =
        samples.stream()
            .filter(sample -> within.test(sample.seconds()))
            .mapToDouble(Sample::bytes)
            .average();
    return mean.orElseThrow(() -> new IllegalArgumentException("a third without a sample"));
  }

  double growthBytes() {
    return lastBytes - middleBytes;
  }

  boolean isFlat() {
    return growthBytes() <= FLAT_SHARE * middleBytes;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.1f MiB in the middle third, %.1f MiB in the last (%+.1f MiB, %+.2f %%): %s",
        middleBytes / (1 << 20),
        lastBytes / (1 << 20),
        growthBytes() / (1 << 20),
        100 * growthBytes() / middleBytes,
        isFlat() ? "flat" : "NOT FLAT");
  }
}
