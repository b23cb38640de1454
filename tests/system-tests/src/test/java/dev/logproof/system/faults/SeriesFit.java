package dev.logproof.system.faults;

import java.util.List;
import java.util.Locale;

/** Least-squares line through memory samples; flat when its growth is a small share of the mean. */
record SeriesFit(double meanBytes, double bytesASecond, double seconds) {
  /** Share of the mean; exceeds garbage collection and allocator noise. */
  static final double FLAT_SHARE = 0.05;

  /**
   * A memory sample.
   *
   * @param seconds since the first sample
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
