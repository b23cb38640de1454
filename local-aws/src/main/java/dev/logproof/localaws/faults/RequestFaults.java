package dev.logproof.localaws.faults;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/**
 * Decides what goes wrong with each put, by its number, and counts what that did: above all the
 * records that were accepted without their sender having heard of it, which it will send again.
 * Thread-safe: event loops ask, the control switches.
 */
public final class RequestFaults {
  private final LongSupplier nanoTime;
  private Optional<RequestFaultPlan> plan = Optional.empty();
  private SplittableRandom random = new SplittableRandom(0);
  private long untilNanos;
  private Counts counts = new Counts();

  /** Nothing goes wrong yet; time is measured by {@code nanoTime}. */
  public RequestFaults(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** What was done since the last {@link #begin}. */
  private static final class Counts {
    private long calls;
    private long faultyCalls;
    private long refusedRecords;
    private long ambiguousCalls;
    private long ambiguousRecords;
    private long cutConnections;
  }

  /**
   * What was done since the last plan began.
   *
   * @param active whether it still goes on
   * @param calls puts that came
   * @param faultyCalls of these, those something was done to
   * @param refusedRecords by a fault, alone or with their call
   * @param ambiguousCalls carried out, but the caller did not get the whole answer
   * @param ambiguousRecords accepted in these; each makes a duplicate when it is sent again
   * @param cutConnections ended by an outage
   */
  public record Report(
      boolean active,
      long calls,
      long faultyCalls,
      long refusedRecords,
      long ambiguousCalls,
      long ambiguousRecords,
      long cutConnections) {}

  /** From now on {@code next} goes wrong, and nothing else; counts start over. */
  public synchronized void begin(RequestFaultPlan next) {
    plan = Optional.of(next);
    random = new SplittableRandom(next.seed());
    untilNanos = nanoTime.getAsLong() + next.forMillis() * 1_000_000;
    counts = new Counts();
  }

  /** Nothing goes wrong any more; counts stay. */
  public synchronized void end() {
    plan = Optional.empty();
  }

  /** What goes wrong at this moment. */
  public synchronized Optional<RequestFault> active() {
    boolean over =
        plan.isPresent() && plan.get().forMillis() > 0 && nanoTime.getAsLong() - untilNanos >= 0;
    if (over) {
      plan = Optional.empty();
    }
    return plan.map(RequestFaultPlan::fault);
  }

  /** A put has come; what goes wrong with it. */
  public synchronized Optional<RequestFault> nextCall() {
    counts.calls++;
    Optional<RequestFault> fault =
        active().filter(any -> random.nextDouble() < plan.map(RequestFaultPlan::share).orElse(0.0));
    if (fault.isPresent() && plan.flatMap(RequestFaultPlan::stream).isEmpty()) {
      counts.faultyCalls++;
    }
    return fault;
  }

  /** True when what is to go wrong with a put of {@code stream} does so. */
  public synchronized boolean strikes(String stream) {
    Optional<String> alone = plan.flatMap(RequestFaultPlan::stream);
    if (alone.isPresent() && alone.get().equals(stream)) {
      counts.faultyCalls++;
    }
    return alone.isEmpty() || alone.get().equals(stream);
  }

  /** A number that chooses the records of one call. */
  public synchronized long nextRecordSeed() {
    return random.nextLong();
  }

  /** {@code records} were refused by a fault. */
  public synchronized void refused(int records) {
    counts.refusedRecords += records;
  }

  /** A call that accepted {@code records} was not answered. */
  public synchronized void ambiguous(int records) {
    if (records > 0) {
      counts.ambiguousCalls++;
      counts.ambiguousRecords += records;
    }
  }

  /** An outage ended a connection. */
  public synchronized void cutConnection() {
    counts.cutConnections++;
  }

  /** What was done. */
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
