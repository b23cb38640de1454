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
 * Compares what was sent with what is found, after Jepsen's checkers: attempted ⊇ acked; what is
 * found is a first sighting, a duplicate, or unexpected; lost is what was attempted and never
 * found. Thread-safe: scanners report from several threads.
 */
public final class TracerCheck {
  private final List<RunSightings> runs;
  private final Set<String> bystanderRuns;
  private final ForeignRuns foreign = new ForeignRuns();
  private final LongAdder bystanders = new LongAdder();
  private final LongAdder corrupt = new LongAdder();
  private final Latencies latencies = new Latencies();

  /**
   * Expects the tracers of {@code expected}.
   *
   * @param bystanderRuns ids of other runs whose tracers may well be there
   */
  public TracerCheck(List<ExpectedRun> expected, Set<String> bystanderRuns) {
    this.bystanderRuns = Set.copyOf(bystanderRuns);
    this.runs = expected.stream().map(RunSightings::new).toList();
  }

  /**
   * A whole tracer was found; {@code late} when where it was found was written too late.
   *
   * @return whether it is of a run that is judged
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

  /** The same for engines that find few tracers. */
  public void observe(Tracer tracer, boolean late) {
    byte[] text = TracerText.format(tracer).getBytes(US_ASCII);
    TracerCursor cursor = new TracerCursor();
    if (!cursor.read(text, 0, text.length)) {
      throw new IllegalArgumentException("not a tracer: " + tracer);
    }
    observe(cursor, late);
  }

  /**
   * The same for engines that aggregate: each of the tracers {@code first .. last} of a source was
   * found {@code copies} times.
   *
   * @param late when every copy was found too late
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
   * So many tracers of a run that is not judged were found. One with the id of a judged run was
   * sent at another time than that run.
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

  /** Something that looks like a tracer and is damaged was found. */
  public void observeCorrupt() {
    observeCorrupt(1);
  }

  /** So many of them. */
  public void observeCorrupt(long markers) {
    corrupt.add(markers);
  }

  /** Runs of which one tracer was found with two times: another run has the same id. */
  public List<String> collisions() {
    return runs.stream()
        .filter(RunSightings::isCollided)
        .map(
            run ->
                "run "
                    + run.expected().runId()
                    + ": a tracer of it was sent at two times, so that two runs have this id, and"
                    + " one may hide what the other lost; expected an id of its own for each run")
        .toList();
  }

  /** How long the tracers of the judged runs took, as far as that can be known. */
  public Latencies latencies() {
    return latencies;
  }

  /** The runs it expects. */
  public List<ExpectedRun> expected() {
    return runs.stream().map(RunSightings::expected).toList();
  }

  /** Ids of the other runs that may well be there. */
  public Set<String> bystanderRuns() {
    return bystanderRuns;
  }

  /** True when nothing that was surely sent is missing. */
  public boolean nothingMissing() {
    return runs.stream().allMatch(RunSightings::nothingMissing);
  }

  /** The state of affairs now. */
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
