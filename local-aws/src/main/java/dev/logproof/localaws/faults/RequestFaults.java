package dev.logproof.localaws.faults;

import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/**
 * Selects each put's fault by sequence number and counts the effects. Ambiguous records are
 * accepted without the sender knowing, so it resends them. Thread-safe.
 */
public final class RequestFaults {
  private final LongSupplier nanoTime;
  private RequestFaultPlan plan = RequestFaultPlan.NONE;
  private SplittableRandom random = new SplittableRandom(0);
  private long untilNanos;
  private Counts counts = new Counts();
  private long ambiguousRecordsInAll;

  /** Creates an instance without faults. */
  public RequestFaults(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Counters since the last {@link #begin}. */
  private static final class Counts {
    private long calls;
    private long faultyCalls;
    private long refusedRecords;
    private long ambiguousCalls;
    private long ambiguousRecords;
    private long cutConnections;
  }

  /**
   * Counters since the last plan began.
   *
   * @param refusedRecords rejected individually or with their call
   * @param ambiguousCalls executed without a complete response
   * @param ambiguousRecords accepted by ambiguous calls; a resend duplicates each
   * @param ambiguousRecordsInAll since the start, whatever plan was active: a call can end after
   *     the next plan began
   */
  public record Effects(
      boolean active,
      long calls,
      long faultyCalls,
      long refusedRecords,
      long ambiguousCalls,
      long ambiguousRecords,
      long ambiguousRecordsInAll,
      long cutConnections) {}

  /** Replaces the plan and resets the counters. */
  public synchronized void begin(RequestFaultPlan next) {
    plan = next;
    random = new SplittableRandom(next.seed());
    untilNanos = nanoTime.getAsLong() + next.forMillis() * 1_000_000;
    counts = new Counts();
  }

  /** Ends the plan; counters remain. */
  public synchronized void end() {
    plan = RequestFaultPlan.NONE;
  }

  /** Returns the active fault. */
  public synchronized RequestFault active() {
    if (plan.forMillis() > 0 && nanoTime.getAsLong() - untilNanos >= 0) {
      plan = RequestFaultPlan.NONE;
    }
    return plan.fault();
  }

  /** Counts a put and selects its fault. */
  public synchronized RequestFault nextCall() {
    counts.calls++;
    RequestFault fault = active();
    if (fault instanceof RequestFault.NoFault || random.nextDouble() >= plan.share()) {
      return new RequestFault.NoFault();
    }
    if (plan.stream().isEmpty()) {
      counts.faultyCalls++;
    }
    return fault;
  }

  /** Returns whether the fault applies to {@code stream}. */
  public synchronized boolean strikes(String stream) {
    boolean alone = plan.stream().equals(stream);
    if (alone) {
      counts.faultyCalls++;
    }
    return alone || plan.stream().isEmpty();
  }

  /** Returns a seed for one call's affected records. */
  public synchronized long nextRecordSeed() {
    return random.nextLong();
  }

  /** Counts rejected records. */
  public synchronized void refused(int records) {
    counts.refusedRecords += records;
  }

  /** Counts a call without a complete response. */
  public synchronized void ambiguous(int records) {
    if (records > 0) {
      counts.ambiguousCalls++;
      counts.ambiguousRecords += records;
      ambiguousRecordsInAll += records;
    }
  }

  /** Counts a connection closed by an outage. */
  public synchronized void cutConnection() {
    counts.cutConnections++;
  }

  /** Returns the counters. */
  public synchronized Effects report() {
    return new Effects(
        !(active() instanceof RequestFault.NoFault),
        counts.calls,
        counts.faultyCalls,
        counts.refusedRecords,
        counts.ambiguousCalls,
        counts.ambiguousRecords,
        ambiguousRecordsInAll,
        counts.cutConnections);
  }
}
