package dev.logproof.benchmarks;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Input that a benchmark worked through, which JMH reports as a figure a second beside the
 * operations. Confined to the benchmark's thread.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class Bytes {
  /** Bytes of msgpack, uncompressed. */
  public long bytes;
}
