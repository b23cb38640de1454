package dev.logproof.experiment.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Samples a process and its descendants from outside, through {@code /proc} where available. Some
 * aggregators do their work in child processes.
 */
public final class ProcessSampler {
  private static final String RESIDENT = "VmRSS:";

  private ProcessSampler() {}

  /** Samples the process tree of {@code pid}; empty when it is gone. */
  public static Optional<ProcessSample> sample(long pid) {
    return ProcessHandle.of(pid)
        .filter(root -> root.info().totalCpuDuration().isPresent())
        .map(ProcessSampler::sampleTree);
  }

  private static ProcessSample sampleTree(ProcessHandle root) {
    List<ProcessHandle> tree = Stream.concat(Stream.of(root), root.descendants()).toList();
    long cpuNanos =
        tree.stream()
            .flatMap(process -> process.info().totalCpuDuration().stream())
            .mapToLong(Duration::toNanos)
            .sum();
    long resident = tree.stream().mapToLong(process -> residentBytes(process.pid())).sum();
    return new ProcessSample(System.currentTimeMillis(), cpuNanos, resident);
  }

  private static long residentBytes(long pid) {
    return status(pid)
        .lines()
        .filter(line -> line.startsWith(RESIDENT))
        .mapToLong(line -> kibibytes(line) << 10)
        .findFirst()
        .orElse(0);
  }

  /** Reads the file at once: while it is open, its process may end, and the next read fails. */
  private static String status(long pid) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), "status"));
    } catch (IOException e) {
      return "";
    }
  }

  private static long kibibytes(String line) {
    return Long.parseLong(line.substring(RESIDENT.length()).replace("kB", "").strip());
  }
}
