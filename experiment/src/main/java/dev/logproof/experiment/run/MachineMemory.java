package dev.logproof.experiment.run;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Memory of the machine or the container. */
final class MachineMemory {
  private MachineMemory() {}

  /** Returns 0 when this JVM does not report it. */
  static long bytes() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : 0;
  }
}
