package dev.logproof.experiment.measure;

import java.util.List;
import java.util.Optional;

/**
 * What a process used over a span of time.
 *
 * @param seconds between the first sample and the last
 * @param cpuCores processor time over the time between them
 * @param residentBytes at the last sample
 * @param peakResidentBytes largest of the samples
 */
public record Consumption(
    double seconds, double cpuCores, long residentBytes, long peakResidentBytes) {
  /**
   * From the samples that lie in a span; none when fewer than two do.
   *
   * @param fromMillis milliseconds since the epoch, included
   * @param toMillis included
   */
  public static Optional<Consumption> between(
      List<ProcessSample> samples, long fromMillis, long toMillis) {
    List<ProcessSample> inside =
        samples.stream()
            .filter(s -> s.atMillis() >= fromMillis && s.atMillis() <= toMillis)
            .toList();
    if (inside.size() < 2 || inside.get(0).atMillis() == inside.get(inside.size() - 1).atMillis()) {
      return Optional.empty();
    }
    ProcessSample first = inside.get(0);
    ProcessSample last = inside.get(inside.size() - 1);
    double seconds = (last.atMillis() - first.atMillis()) / 1e3;
    return Optional.of(
        new Consumption(
            seconds,
            (last.cpuNanos() - first.cpuNanos()) / 1e9 / seconds,
            last.residentBytes(),
            inside.stream().mapToLong(ProcessSample::residentBytes).max().orElse(0)));
  }
}
