package dev.logproof.verify.check;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.logproof.record.result.VerdictResult.SourceRanges;
import dev.logproof.record.tracer.SequenceRanges;
import dev.logproof.record.tracer.TracerCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Observed tracers of one run. Thread-safe. */
final class RunSightings {
  private final ExpectedRun expected;
  private final byte[] runId;
  private final List<SourceSightings> sources;
  private final LongAdder neverSent = new LongAdder();

  RunSightings(ExpectedRun expected) {
    this.expected = expected;
    this.runId = expected.runId().getBytes(US_ASCII);
    this.sources = expected.sources().stream().map(SourceSightings::new).toList();
  }

  ExpectedRun expected() {
    return expected;
  }

  boolean isOf(TracerCursor tracer) {
    return tracer.isOfRun(runId);
  }

  void observe(TracerCursor tracer, boolean late) {
    int source = tracer.source();
    boolean sent =
        source >= 0
            && source < sources.size()
            && sources.get(source).observe(tracer.sequence(), tracer.sentAtMicros(), late);
    if (!sent) {
      neverSent.increment();
    }
  }

  boolean isOf(String id) {
    return expected.runId().equals(id);
  }

  void observeRange(long source, long first, long last, long copies, boolean late) {
    long impossible =
        source >= 0 && source < sources.size()
            ? sources.get((int) source).observeRange(first, last, copies, late)
            : last - first + 1;
    neverSent.add(impossible * copies);
  }

  long neverSent() {
    return neverSent.sum();
  }

  boolean isCollided() {
    return sources.stream().anyMatch(SourceSightings::isCollided);
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

  Outcome.Firm firm() {
    return switch (expected.firmness()) {
      case ALL_ATTEMPTED ->
          new Outcome.Firm(sum(source -> source.lost().count()), lostAcked(), neverSent());
      case ONLY_ACKED -> new Outcome.Firm(lostAcked(), lostAcked(), 0);
      case NONE -> new Outcome.Firm(0, 0, 0);
    };
  }

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
