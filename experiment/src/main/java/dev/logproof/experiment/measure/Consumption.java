package dev.logproof.experiment.measure;

import java.util.List;
import java.util.Optional;

/**
 * Resource usage of a process over a time span.
 *
 * @param seconds between the first sample and the last
 * @param cpuCores average in use
 */
public record Consumption(
    double seconds, double cpuCores, long residentBytes, long peakResidentBytes) {
  /**
   * Computes the usage between two times in milliseconds since the epoch, inclusive; empty with
   * fewer than two samples.
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
