package dev.logproof.throughput.process;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.process.CompletedCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Reads resource usage from {@code /proc}. Thread-safe. */
public final class ProcessTable {
  private static final Path PROC = Path.of("/proc");
  private static final Duration TIME_LIMIT = Duration.ofSeconds(30);

  private final long ticksPerSecond;

  private ProcessTable(long ticksPerSecond) {
    this.ticksPerSecond = ticksPerSecond;
  }

  /** Opens this machine's table; fails without {@code /proc}. */
  public static ProcessTable ofThisMachine() throws IOException, InterruptedException {
    if (!Files.isReadable(PROC.resolve("self/stat"))) {
      throw CommandFailure.unknown("cannot read CPU time: no /proc; expected Linux");
    }
    String ticks = CompletedCommand.outputOf(TIME_LIMIT, List.of("getconf", "CLK_TCK"));
    return new ProcessTable(Long.parseLong(ticks.strip()));
  }

  /** Usage of the process tree; fails when {@code root} is gone. */
  public Usage usage(ProcessHandle root) {
    List<ProcessHandle> all = Stream.concat(Stream.of(root), root.descendants()).toList();
    long ticks = 0;
    long resident = 0;
    long peak = 0;
    for (ProcessHandle process : all) {
      Path directory = PROC.resolve(Long.toString(process.pid()));
      OptionalLong used = ProcStat.ticks(text(directory.resolve("stat")));
      if (used.isEmpty() && process.equals(root)) {
        throw CommandFailure.unknown("process " + root.pid() + " is gone: nothing was measured");
      }
      String status = text(directory.resolve("status"));
      ticks += used.orElse(0);
      resident += ProcStat.bytes(status, "VmRSS").orElse(0L);
      peak += ProcStat.bytes(status, "VmHWM").orElse(0L);
    }
    return new Usage(millis(ticks), resident, peak);
  }

  /** Busy time of all processors since the machine started. */
  public long busyMillis() {
    return millis(ProcStat.busyTicks(text(PROC.resolve("stat"))).orElse(0));
  }

  private long millis(long ticks) {
    return ticks * 1_000 / ticksPerSecond;
  }

  /** Returns empty when the process has just ended. */
  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
