package dev.logproof.localaws.faults;

import java.util.ArrayList;
import java.util.List;

/** Applies record faults before storage. Guarded by the stream's lock. */
public final class RecordFaultBuffer {
  private final RecordFaults faults;
  private final List<byte[]> ready = new ArrayList<>();
  private final List<byte[]> late = new ArrayList<>();
  private long lateSinceNanos;

  /** Applies {@code plan}. */
  public RecordFaultBuffer(FaultPlan plan) {
    this.faults = new RecordFaults(plan);
  }

  /** Whether records pass through this buffer at all. */
  public boolean isActive() {
    return !faults.plan().equals(FaultPlan.NONE);
  }

  /** Takes a record; returns how many copies will be stored. */
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

  /** Returns whether records are ready. */
  public boolean hasReady() {
    return !ready.isEmpty();
  }

  /** Removes the ready records in storage order. */
  public List<byte[]> takeReady() {
    if (faults.plan().reorder()) {
      faults.shuffle(ready);
    }
    List<byte[]> taken = List.copyOf(ready);
    ready.clear();
    return taken;
  }

  /** Removes the late records if due or if {@code all} is true. */
  public List<byte[]> takeLate(long nowNanos, boolean all) {
    boolean due = nowNanos - lateSinceNanos >= faults.plan().lateMillis() * 1_000_000;
    if (late.isEmpty() || !(due || all)) {
      return List.of();
    }
    List<byte[]> taken = List.copyOf(late);
    late.clear();
    return taken;
  }

  /** Number of records held. */
  public long records() {
    return (long) ready.size() + late.size();
  }

  /** Returns records by outcome, as received. */
  public List<byte[]> done(RecordFaults.Fate fate) {
    return faults.done(fate);
  }
}
