package dev.logproof.localaws.faults;

import java.util.ArrayList;
import java.util.List;

/**
 * Where records lie between being accepted and being stored, when something is to go wrong with
 * some of them. Under the stream's lock.
 */
public final class RecordFaultBuffer {
  private final RecordFaults faults;
  private final List<byte[]> ready = new ArrayList<>();
  private final List<byte[]> late = new ArrayList<>();
  private long lateSinceNanos;

  /** A shelf for records from now on. */
  public RecordFaultBuffer(FaultPlan plan) {
    this.faults = new RecordFaults(plan);
  }

  /** Takes an accepted record; how many will be stored for it. */
  public int take(byte[] record, long nowNanos) {
    switch (faults.decide(record)) {
      case LOST -> {
        return 0;
      }
      case DUPLICATED -> {
        ready.add(record);
        ready.add(record);
        return 2;
      }
      case CORRUPTED -> ready.add(faults.damaged(record));
      case LATE -> {
        lateSinceNanos = late.isEmpty() ? nowNanos : lateSinceNanos;
        late.add(record);
      }
      default -> ready.add(record);
    }
    return 1;
  }

  /** True when something may be stored. */
  public boolean hasReady() {
    return !ready.isEmpty();
  }

  /** Takes what may be stored now, in the order in which it is to be. */
  public List<byte[]> takeReady() {
    if (faults.plan().reorder()) {
      faults.shuffle(ready);
    }
    List<byte[]> taken = List.copyOf(ready);
    ready.clear();
    return taken;
  }

  /** Takes what was held back long enough, or all of it. */
  public List<byte[]> takeLate(long nowNanos, boolean all) {
    boolean due = nowNanos - lateSinceNanos >= faults.plan().lateMillis() * 1_000_000;
    if (late.isEmpty() || !(due || all)) {
      return List.of();
    }
    List<byte[]> taken = List.copyOf(late);
    late.clear();
    return taken;
  }

  /** How many records lie here. */
  public long records() {
    return (long) ready.size() + late.size();
  }

  /** The records that met {@code fate}, as they were received. */
  public List<byte[]> done(RecordFaults.Fate fate) {
    return faults.done(fate);
  }
}
