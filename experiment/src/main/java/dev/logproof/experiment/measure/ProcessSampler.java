package dev.logproof.experiment.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Samples processes from outside, through {@code /proc} where available. */
public final class ProcessSampler {
  private static final String RESIDENT = "VmRSS:";

  private ProcessSampler() {}

  /** Samples process {@code pid}; empty when it is gone. */
  public static Optional<ProcessSample> sample(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .map(cpu -> sample(pid, cpu));
  }

  private static ProcessSample sample(long pid, Duration cpu) {
    return new ProcessSample(System.currentTimeMillis(), cpu.toNanos(), residentBytes(pid));
  }

  private static long residentBytes(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith(RESIDENT))
          .mapToLong(line -> kibibytes(line) << 10)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  private static long kibibytes(String line) {
    return Long.parseLong(line.substring(RESIDENT.length()).replace("kB", "").strip());
  }
}
