package dev.logproof.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * Input that a benchmark worked through, reported by CPU time, so that whatever else the machine is
 * busy with counts little. Confined to the benchmark's thread.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Bytes {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private long bytes;
  private long startNanos;
  private int parts = 1;

  /** Starts to count; JMH will add up the iterations of all forks. */
  @Setup(Level.Iteration)
  public void begin(BenchmarkParams params) {
    parts = Math.max(1, params.getForks()) * Math.max(1, params.getMeasurement().getCount());
    bytes = 0;
    startNanos = THREADS.getCurrentThreadCpuTime();
  }

  /** So many bytes of msgpack, uncompressed, are worked through. */
  public void add(long more) {
    bytes += more;
  }

  /** What JMH prints. */
  public double megabytesPerCpuSecond() {
    return bytes * 1e3 / parts / Math.max(1, THREADS.getCurrentThreadCpuTime() - startNanos);
  }
}
