package dev.logproof.experiment.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/**
 * Use of all processors of the machine since it started, in clock ticks of {@code /proc/stat}.
 *
 * @param busy including time that a hypervisor took
 */
public record MachineLoad(long busy, long total) {
  private static final Path STAT = Path.of("/proc/stat");
  private static final int FIELDS = 8;
  private static final int IDLE = 4;
  private static final int WAITING_FOR_DISK = 5;

  /** Reads the machine's counters; zeros where there are none. */
  public static MachineLoad read() {
    try {
      return Files.readAllLines(STAT).stream()
          .filter(line -> line.startsWith("cpu "))
          .findFirst()
          .map(MachineLoad::parse)
          .orElse(new MachineLoad(0, 0));
    } catch (IOException e) {
      return new MachineLoad(0, 0);
    }
  }

  /** Parses the line of all processors. */
  static MachineLoad parse(String line) {
    String[] fields = line.split("\\s+", -1);
    long busy = 0;
    long total = 0;
    for (int i = 1; i <= FIELDS && i < fields.length; i++) {
      long ticks = Long.parseLong(fields[i]);
      total += ticks;
      busy += i == IDLE || i == WAITING_FOR_DISK ? 0 : ticks;
    }
    return new MachineLoad(busy, total);
  }

  /** Busy share, 0 to 1, from this moment to {@code later}; empty when unknown. */
  public OptionalDouble shareUntil(MachineLoad later) {
    long ticks = later.total - total;
    return ticks > 0
        ? OptionalDouble.of((double) (later.busy - busy) / ticks)
        : OptionalDouble.empty();
  }
}
