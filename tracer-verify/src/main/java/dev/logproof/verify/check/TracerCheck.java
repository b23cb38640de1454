package dev.logproof.verify.check;

import dev.logproof.record.result.VerdictResult.SourceRanges;
import dev.logproof.record.tracer.SequenceRanges;
import dev.logproof.record.tracer.Tracer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Compares what was sent with what is found, after Jepsen's checkers: attempted ⊇ acked; what is
 * found is a first sighting, a duplicate, or unexpected; lost is what was attempted and never
 * found. Thread-safe: scanners report from several threads.
 */
public final class TracerCheck {
  private final Map<String, List<SourceSightings>> runs = new LinkedHashMap<>();
  private final LongAdder foreign = new LongAdder();
  private final LongAdder neverSent = new LongAdder();
  private final LongAdder corrupt = new LongAdder();

  /** Expects the tracers of {@code expected}. */
  public TracerCheck(List<ExpectedRun> expected) {
    for (ExpectedRun run : expected) {
      runs.put(run.runId(), run.sources().stream().map(SourceSightings::new).toList());
    }
  }

  /** A whole tracer was found; {@code late} when where it was found was written too late. */
  public void observe(Tracer tracer, boolean late) {
    List<SourceSightings> sources = runs.get(tracer.runId());
    if (sources == null) {
      foreign.increment();
    } else if (tracer.source() >= sources.size()
        || !sources.get(tracer.source()).observe(tracer.sequence(), late)) {
      neverSent.increment();
    }
  }

  /** Something that looks like a tracer and is damaged was found. */
  public void observeCorrupt() {
    corrupt.increment();
  }

  /** True when nothing that was surely sent is missing. */
  public boolean nothingMissing() {
    return all().stream().allMatch(source -> source.lost().ranges().isEmpty());
  }

  /** The state of affairs now. */
  public Outcome outcome() {
    long lost = sum(source -> source.lost().count());
    long lostAcked = sum(SourceSightings::lostAcked);
    return new Outcome(
        sum(source -> source.expected().attempted()),
        sum(source -> source.expected().acked().count()),
        sum(SourceSightings::observed),
        lost,
        lostAcked,
        lost - lostAcked,
        sum(SourceSightings::recovered),
        sum(SourceSightings::copies),
        foreign.sum(),
        neverSent.sum(),
        corrupt.sum(),
        sum(SourceSightings::late),
        ranges(SourceSightings::lost),
        ranges(SourceSightings::duplicated));
  }

  private List<SourceSightings> all() {
    return runs.values().stream().flatMap(List::stream).toList();
  }

  private long sum(ToLongFunction<SourceSightings> count) {
    return all().stream().mapToLong(count).sum();
  }

  private List<SourceRanges> ranges(Function<SourceSightings, SequenceRanges> of) {
    List<SourceRanges> result = new ArrayList<>();
    runs.forEach(
        (runId, sources) -> {
          for (int source = 0; source < sources.size(); source++) {
            SequenceRanges ranges = of.apply(sources.get(source));
            if (!ranges.ranges().isEmpty()) {
              result.add(new SourceRanges(runId, source, ranges));
            }
          }
        });
    return result;
  }
}
