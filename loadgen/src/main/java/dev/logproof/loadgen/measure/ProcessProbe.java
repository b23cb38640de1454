package dev.logproof.loadgen.measure;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/** Reads the resource usage of a process since its start. Thread-safe. */
public interface ProcessProbe {
  /** Processor time of all threads. */
  long cpuNanos();

  /** Time spent on garbage collection. */
  long gcMillis();

  /** Number of available processors. */
  int processors();

  /** Probe of this process. Reports no processor time when the JVM does not provide it. */
  static ProcessProbe ofThisProcess() {
    List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new ProcessProbe() {
      @Override
      public long cpuNanos() {
        return Math.max(0, system.getProcessCpuTime());
      }

      @Override
      public long gcMillis() {
        return collectors.stream().mapToLong(GarbageCollectorMXBean::getCollectionTime).sum();
      }

      @Override
      public int processors() {
        return system.getAvailableProcessors();
      }
    };
  }
}
