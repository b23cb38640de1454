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
 * Counts the input processed per CPU second, so that other load matters little. Confined to the
 * benchmark's thread.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Bytes {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private long bytes;
  private long startNanos;
  private int parts = 1;

  /**
   * Resets the counters. JMH sums all forks' iterations, so the result is divided by their number.
   */
  @Setup(Level.Iteration)
  public void begin(BenchmarkParams params) {
    parts = Math.max(1, params.getForks()) * Math.max(1, params.getMeasurement().getCount());
    bytes = 0;
    startNanos = THREADS.getCurrentThreadCpuTime();
  }

  /** Adds bytes of uncompressed msgpack. */
  public void add(long more) {
    bytes += more;
  }

  /** Throughput, printed by JMH. */
  public double megabytesPerCpuSecond() {
    return bytes * 1e3 / parts / Math.max(1, THREADS.getCurrentThreadCpuTime() - startNanos);
  }
}
