package dev.logproof.localaws.faults;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/**
 * Selects the fault of each put by its sequence number and counts the effects. The ambiguous
 * records matter most: they are accepted without the sender knowing, so it resends them. Event
 * loops query it while the control API changes plans. Thread-safe.
 */
public final class RequestFaults {
  private final LongSupplier nanoTime;
  private Optional<RequestFaultPlan> plan = Optional.empty();
  private SplittableRandom random = new SplittableRandom(0);
  private long untilNanos;
  private Counts counts = new Counts();

  /** Creates an instance without faults; {@code nanoTime} is its clock. */
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
   * @param active whether the plan is still active
   * @param calls puts received
   * @param faultyCalls puts affected by a fault
   * @param refusedRecords records rejected by a fault, individually or with their call
   * @param ambiguousCalls calls executed without the caller receiving the whole response
   * @param ambiguousRecords records accepted by ambiguous calls; a resend duplicates each
   * @param cutConnections connections closed by an outage
   */
  public record Report(
      boolean active,
      long calls,
      long faultyCalls,
      long refusedRecords,
      long ambiguousCalls,
      long ambiguousRecords,
      long cutConnections) {}

  /** Replaces the active plan by {@code next} and resets the counters. */
  public synchronized void begin(RequestFaultPlan next) {
    plan = Optional.of(next);
    random = new SplittableRandom(next.seed());
    untilNanos = nanoTime.getAsLong() + next.forMillis() * 1_000_000;
    counts = new Counts();
  }

  /** Ends the active plan; counters remain. */
  public synchronized void end() {
    plan = Optional.empty();
  }

  /** Returns the fault that is currently active. */
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

  /** Returns true when the fault selected for a put of {@code stream} applies. */
  public synchronized boolean strikes(String stream) {
    Optional<String> alone = plan.flatMap(RequestFaultPlan::stream);
    if (alone.isPresent() && alone.get().equals(stream)) {
      counts.faultyCalls++;
    }
    return alone.isEmpty() || alone.get().equals(stream);
  }

  /** Returns a seed that selects the affected records of one call. */
  public synchronized long nextRecordSeed() {
    return random.nextLong();
  }

  /** Counts {@code records} rejected by a fault. */
  public synchronized void refused(int records) {
    counts.refusedRecords += records;
  }

  /** Counts a call that accepted {@code records} but received no complete response. */
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

  /** Returns the current counters. */
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
