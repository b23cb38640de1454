package dev.logproof.experiment.scenario;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How much memory the machine, or the container, has. */
final class MachineMemory {
  private MachineMemory() {}

  /** In bytes; 0 when this JVM does not tell. */
  static long bytes() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : 0;
  }
}
