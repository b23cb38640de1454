package dev.logproof.loadgen.measure;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/** Resource usage of a process since its start. Thread-safe. */
public interface ProcessProbe {
  /** CPU time of all threads. */
  long cpuNanos();

  /** Garbage collection time. */
  long gcMillis();

  /** Available processors. */
  int processors();

  /** Probe of this process; reports no CPU time if the JVM provides none. */
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
