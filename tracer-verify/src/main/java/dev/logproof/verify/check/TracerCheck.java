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
 * Compares sent with found tracers, modeled on Jepsen's checkers: a found tracer is a first
 * observation, a duplicate, or unexpected. Thread-safe.
 */
public final class TracerCheck {
  private final List<RunSightings> runs;
  private final Set<String> bystanderRuns;
  private final ForeignRuns foreign = new ForeignRuns();
  private final LongAdder bystanders = new LongAdder();
  private final LongAdder corrupt = new LongAdder();
  private final Latencies latencies = new Latencies();

  /**
   * Creates a check for the runs {@code expected}.
   *
   * @param bystanderRuns other runs whose tracers may be found
   */
  public TracerCheck(List<ExpectedRun> expected, Set<String> bystanderRuns) {
    this.bystanderRuns = Set.copyOf(bystanderRuns);
    this.runs = expected.stream().map(RunSightings::new).toList();
  }

  /** Records an intact tracer; returns whether it belongs to a verified run. */
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
   * Records {@code copies} of each tracer in a range, for engines that aggregate.
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
   * Records tracers of unverified runs, or with a send time outside the verified run of that id.
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

  /** Describes runs whose id is shared, as a tracer with two send times shows. */
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

  /** Latencies of the verified runs, where the engine can determine them. */
  public Latencies latencies() {
    return latencies;
  }

  /** Runs that this check expects. */
  public List<ExpectedRun> expected() {
    return runs.stream().map(RunSightings::expected).toList();
  }

  /** Ids of other known runs. */
  public Set<String> bystanderRuns() {
    return bystanderRuns;
  }

  /** True if every tracer certainly sent was found. */
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
        firm(),
        sum(SourceSightings::recovered),
        sum(SourceSightings::copies),
        new Outcome.Unexpected(bystanders.sum(), foreign.tracers(), foreign.named(), neverSent()),
        corrupt.sum(),
        sum(SourceSightings::late),
        new Outcome.Ranges(ranges(SourceSightings::lost), ranges(SourceSightings::duplicated)));
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
