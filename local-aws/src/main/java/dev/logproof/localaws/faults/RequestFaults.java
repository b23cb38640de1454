package dev.logproof.localaws.faults;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/**
 * Selects each put's fault by sequence number and counts the effects. Ambiguous records are
 * accepted without the sender knowing, so it resends them. Thread-safe.
 */
public final class RequestFaults {
  private final LongSupplier nanoTime;
  private Optional<RequestFaultPlan> plan = Optional.empty();
  private SplittableRandom random = new SplittableRandom(0);
  private long untilNanos;
  private Counts counts = new Counts();

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
   */
  public record Report(
      boolean active,
      long calls,
      long faultyCalls,
      long refusedRecords,
      long ambiguousCalls,
      long ambiguousRecords,
      long cutConnections) {}

  /** Replaces the plan and resets the counters. */
  public synchronized void begin(RequestFaultPlan next) {
    plan = Optional.of(next);
    random = new SplittableRandom(next.seed());
    untilNanos = nanoTime.getAsLong() + next.forMillis() * 1_000_000;
    counts = new Counts();
  }

  /** Ends the plan; counters remain. */
  public synchronized void end() {
    plan = Optional.empty();
  }

  /** Returns the active fault. */
  public synchronized Optional<RequestFault> active() {
    boolean over =
        plan.isPresent() && plan.get().forMillis() > 0 && nanoTime.getAsLong() - untilNanos >= 0;
    if (over) {
      plan = Optional.empty();
    }
    return plan.map(RequestFaultPlan::fault);
  }

  /** Counts a put and selects its fault. */
  public synchronized Optional<RequestFault> nextCall() {
    counts.calls++;
    Optional<RequestFault> fault =
        active().filter(any -> random.nextDouble() < plan.map(RequestFaultPlan::share).orElse(0.0));
    if (fault.isPresent() && plan.flatMap(RequestFaultPlan::stream).isEmpty()) {
      counts.faultyCalls++;
    }
    return fault;
  }

  /** Returns whether the fault applies to {@code stream}. */
  public synchronized boolean strikes(String stream) {
    Optional<String> alone = plan.flatMap(RequestFaultPlan::stream);
    if (alone.isPresent() && alone.get().equals(stream)) {
      counts.faultyCalls++;
    }
    return alone.isEmpty() || alone.get().equals(stream);
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
    }
  }

  /** Counts a connection closed by an outage. */
  public synchronized void cutConnection() {
    counts.cutConnections++;
  }

  /** Returns the counters. */
  public synchronized Report report() {
    return new Report(
        active().isPresent(),
        counts.calls,
        counts.faultyCalls,
        counts.refusedRecords,
        counts.ambiguousCalls,
        counts.ambiguousRecords,
        counts.cutConnections);
  }
}
