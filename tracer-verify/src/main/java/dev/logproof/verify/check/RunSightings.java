package dev.logproof.verify.check;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.logproof.record.result.VerdictResult.SourceRanges;
import dev.logproof.record.tracer.SequenceRanges;
import dev.logproof.record.tracer.TracerCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** What was seen of one run. Thread-safe. */
final class RunSightings {
  private final ExpectedRun expected;
  private final byte[] runId;
  private final List<SourceSightings> sources;

  RunSightings(ExpectedRun expected) {
    this.expected = expected;
    this.runId = expected.runId().getBytes(US_ASCII);
    this.sources = expected.sources().stream().map(SourceSightings::new).toList();
  }

  ExpectedRun expected() {
    return expected;
  }

  /** True when {@code tracer} is of this run. */
  boolean isOf(TracerCursor tracer) {
    return tracer.isOfRun(runId);
  }

  /** Notes a sighting; false when the run never sent such a tracer. */
  boolean observe(int source, long sequence, boolean late) {
    return source >= 0 && source < sources.size() && sources.get(source).observe(sequence, late);
  }

  boolean isOf(String id) {
    return expected.runId().equals(id);
  }

  /** Notes a range of sightings; returns how many sequences the run never sent. */
  long observeRange(long source, long first, long last, long copies, boolean late) {
    return source >= 0 && source < sources.size()
        ? sources.get((int) source).observeRange(first, last, copies, late)
        : last - first + 1;
  }

  boolean nothingMissing() {
    return sources.stream().allMatch(SourceSightings::nothingMissing);
  }

  long sum(ToLongFunction<SourceSightings> count) {
    return sources.stream().mapToLong(count).sum();
  }

  long lostAcked() {
    return sum(source -> source.ackedAmong(source.lost()));
  }

  /** Lost in a way that the run's own end does not explain. */
  long lostFirmly() {
    return switch (expected.firmness()) {
      case ALL_ATTEMPTED -> sum(source -> source.lost().count());
      case ONLY_ACKED -> lostAcked();
      case NONE -> 0;
    };
  }

  /** What {@code of} gives, by source, without the sources for which it gives nothing. */
  List<SourceRanges> ranges(Function<SourceSightings, SequenceRanges> of) {
    List<SourceRanges> result = new ArrayList<>();
    for (int source = 0; source < sources.size(); source++) {
      SequenceRanges ranges = of.apply(sources.get(source));
      if (!ranges.ranges().isEmpty()) {
        result.add(new SourceRanges(expected.runId(), source, ranges));
      }
    }
    return result;
  }
}
