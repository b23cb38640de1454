package dev.logproof.verify.check;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.logproof.record.result.VerdictResult.SourceRanges;
import dev.logproof.record.tracer.SequenceRanges;
import dev.logproof.record.tracer.Tracer;
import dev.logproof.record.tracer.TracerCursor;
import dev.logproof.record.tracer.TracerText;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Compares sent with found tracers, modeled on Jepsen's checkers: acked is a subset of attempted; a
 * found tracer is a first observation, a duplicate, or unexpected; lost tracers were attempted and
 * never found. Thread-safe: scanners report from several threads.
 */
public final class TracerCheck {
  private final List<RunSightings> runs;
  private final Set<String> bystanderRuns;
  private final ForeignRuns foreign = new ForeignRuns();
  private final LongAdder bystanders = new LongAdder();
  private final LongAdder corrupt = new LongAdder();
  private final Latencies latencies = new Latencies();

  /**
   * Creates a check that expects the tracers of {@code expected}.
   *
   * @param bystanderRuns ids of other known runs, whose tracers may be found
   */
  public TracerCheck(List<ExpectedRun> expected, Set<String> bystanderRuns) {
    this.bystanderRuns = Set.copyOf(bystanderRuns);
    this.runs = expected.stream().map(RunSightings::new).toList();
  }

  /**
   * Records an intact tracer; {@code late} if its object was written too late.
   *
   * @return whether the tracer belongs to a verified run
   */
  public boolean observe(TracerCursor tracer, boolean late) {
    for (RunSightings run : runs) {
      if (run.isOf(tracer)) {
        if (!run.expected().sent().contains(tracer.sentAtMicros())) {
          break;
        }
        run.observe(tracer, late);
        return true;
      }
    }
    observeOther(tracer.runId());
    return false;
  }

  /** Records a decoded tracer, for engines that find few. */
  public void observe(Tracer tracer, boolean late) {
    byte[] text = TracerText.format(tracer).getBytes(US_ASCII);
    TracerCursor cursor = new TracerCursor();
    if (!cursor.read(text, 0, text.length)) {
      throw new IllegalArgumentException("not a tracer: " + tracer);
    }
    observe(cursor, late);
  }

  /**
   * Records {@code copies} observations of each tracer {@code first .. last} of a source, for
   * engines that aggregate.
   *
   * @param late true if every copy was late
   */
  public void observeRange(
      String runId, long source, long first, long last, long copies, boolean late) {
    for (RunSightings run : runs) {
      if (run.isOf(runId)) {
        run.observeRange(source, first, last, copies, late);
        return;
      }
    }
    observeOthers(runId, (last - first + 1) * copies);
  }

  private void observeOther(String runId) {
    observeOthers(runId, 1);
  }

  /**
   * Records tracers of runs that are not verified. A tracer with the id of a verified run counts
   * here if its send time is outside that run.
   */
  public void observeOthers(String runId, long tracers) {
    if (runs.stream().anyMatch(run -> run.isOf(runId))) {
      foreign.observe(runId + " sent at another time", tracers);
    } else if (bystanderRuns.contains(runId)) {
      bystanders.add(tracers);
    } else {
      foreign.observe(runId, tracers);
    }
  }

  /** Records one damaged tracer. */
  public void observeCorrupt() {
    observeCorrupt(1);
  }

  /** Records {@code markers} damaged tracers. */
  public void observeCorrupt(long markers) {
    corrupt.add(markers);
  }

  /**
   * Describes verified runs of which one tracer was found with two send times, so that two runs
   * share an id.
   */
  public List<String> collisions() {
    return runs.stream()
        .filter(RunSightings::isCollided)
        .map(
            run ->
                "run "
                    + run.expected().runId()
                    + ": one of its tracers was sent at two times, so two runs have this id, and"
                    + " one may hide losses of the other; expected a unique id per run")
        .toList();
  }

  /** Latencies of the verified runs' tracers, where the engine can determine them. */
  public Latencies latencies() {
    return latencies;
  }

  /** The runs that this check expects. */
  public List<ExpectedRun> expected() {
    return runs.stream().map(RunSightings::expected).toList();
  }

  /** Ids of other known runs. */
  public Set<String> bystanderRuns() {
    return bystanderRuns;
  }

  /** True if every tracer that was certainly sent has been found. */
  public boolean nothingMissing() {
    return runs.stream().allMatch(RunSightings::nothingMissing);
  }

  /** Computes the current outcome. */
  public Outcome outcome() {
    long lost = sum(source -> source.lost().count());
    long lostAcked = runs.stream().mapToLong(RunSightings::lostAcked).sum();
    return new Outcome(
        sum(source -> source.expected().attempted()),
        sum(source -> source.expected().acked().count()),
        sum(SourceSightings::observed),
        lost,
        lostAcked,
        lost - lostAcked,
        firm(),
        sum(SourceSightings::recovered),
        sum(SourceSightings::copies),
        new Outcome.Unexpected(bystanders.sum(), foreign.tracers(), foreign.named(), neverSent()),
        corrupt.sum(),
        sum(SourceSightings::late),
        ranges(SourceSightings::lost),
        ranges(SourceSightings::duplicated));
  }

  private Outcome.Firm firm() {
    List<Outcome.Firm> each = runs.stream().map(RunSightings::firm).toList();
    return new Outcome.Firm(
        each.stream().mapToLong(Outcome.Firm::lost).sum(),
        each.stream().mapToLong(Outcome.Firm::lostAcked).sum(),
        each.stream().mapToLong(Outcome.Firm::neverSent).sum());
  }

  private long neverSent() {
    return runs.stream().mapToLong(RunSightings::neverSent).sum();
  }

  private long sum(ToLongFunction<SourceSightings> count) {
    return runs.stream().mapToLong(run -> run.sum(count)).sum();
  }

  private List<SourceRanges> ranges(Function<SourceSightings, SequenceRanges> of) {
    return runs.stream().flatMap(run -> run.ranges(of).stream()).toList();
  }
}
