package dev.logproof.system;

import java.util.List;
import java.util.Locale;

/**
 * A straight line through samples of memory over time, by least squares: flat when what it grows by
 * from the first sample to the last is a small part of the mean. Immutable.
 *
 * @param meanBytes of the samples
 * @param bytesASecond slope
 * @param seconds from the first sample to the last
 */
record SeriesFit(double meanBytes, double bytesASecond, double seconds) {
  /** Of the mean: beyond what collectors and allocators of a steady process move by. */
  static final double FLAT_SHARE = 0.05;

  /**
   * One sample.
   *
   * @param seconds since the first
   */
  record Sample(double seconds, double bytes) {}

  static SeriesFit of(List<Sample> samples) {
    double meanSeconds = samples.stream().mapToDouble(Sample::seconds).average().orElseThrow();
    double meanBytes = samples.stream().mapToDouble(Sample::bytes).average().orElseThrow();
    double together = 0;
    double apart = 0;
    for (Sample sample : samples) {
      double off = sample.seconds() - meanSeconds;
      together += off * (sample.bytes() - meanBytes);
      apart += off * off;
    }
    double first = samples.get(0).seconds();
    double last = samples.get(samples.size() - 1).seconds();
    return new SeriesFit(meanBytes, apart == 0 ? 0 : together / apart, last - first);
  }

  /** What the line grows by. */
  double growthBytes() {
    return bytesASecond * seconds;
  }

  boolean isFlat() {
    return growthBytes() <= FLAT_SHARE * meanBytes;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "mean %.1f MiB, %+.3f MiB a minute, %+.1f MiB in %.0f s: %s",
        meanBytes / (1 << 20),
        bytesASecond * 60 / (1 << 20),
        growthBytes() / (1 << 20),
        seconds,
        isFlat() ? "flat" : "NOT FLAT");
  }
}
