package dev.logproof.loadgen.measure;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/** What a process has used since it began. Thread-safe. */
public interface ProcessProbe {
  /** Processor time, all threads together. */
  long cpuNanos();

  /** Time in which garbage was collected. */
  long gcMillis();

  /** Processors it may use. */
  int processors();

  /** This process. A JVM that does not tell its processor time is taken to use none. */
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
