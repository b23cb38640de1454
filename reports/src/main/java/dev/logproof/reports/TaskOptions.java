package dev.logproof.reports;

import dev.logproof.commandline.ByteSize;
import dev.logproof.reports.capacity.TaskSize;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that describe one task. */
final class TaskOptions {
  @Option(
      names = "--cpu-target",
      paramLabel = "SHARE",
      defaultValue = "0.5",
      description =
          "Target CPU utilization of a task's vCPUs, above 0 and up to 1. The article's service"
              + " scales out at 50 %%. Default: ${DEFAULT-VALUE}.")
  double cpuTarget;

  @Option(
      names = "--vcpus",
      paramLabel = "N",
      description =
          "vCPUs per task, such as 0.5 or 4. Default: the processors of the measured machine; 4, as"
              + " in the article, without one.")
  Optional<Double> vcpus = Optional.empty();

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      defaultValue = "8GB",
      description = "Memory per task. Default: ${DEFAULT-VALUE}, as in the article.")
  ByteSize memory;

  @Option(
      names = "--buffer",
      paramLabel = "SIZE",
      defaultValue = "2GiB",
      description =
          "Buffer per task: total_limit_size of the <match> that takes the load. Default:"
              + " ${DEFAULT-VALUE}, which the article writes as 2GB.")
  ByteSize buffer;

  void check() {
    Ranges.aboveZero("--cpu-target", cpuTarget, 1);
    vcpus.ifPresent(n -> Ranges.aboveZero("--vcpus", n, 1024));
    Ranges.check("--memory", memory, memory.bytes() > 0, "a size above 0, such as 8GB");
    Ranges.check("--buffer", buffer, buffer.bytes() > 0, "a size above 0, such as 2GiB");
  }

  TaskSize size(double measuredProcessors) {
    return new TaskSize(vcpus.orElse(measuredProcessors), memory.bytes(), buffer.bytes());
  }
}
