package dev.logproof.verify.calibrate;

import dev.logproof.record.result.VerdictResult.SourceRanges;
import dev.logproof.record.tracer.SequenceRanges;
import dev.logproof.record.tracer.Tracer;
import dev.logproof.verify.check.Outcome;
import dev.logproof.verify.verdict.VerdictDecision.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Tracers of one run by fault, as the fault injector reports them. Immutable.
 *
 * @param corrupted stored damaged, and therefore lost
 */
public record GroundTruth(
    long attempted, List<Tracer> lost, List<Tracer> duplicated, List<Tracer> corrupted, long late) {
  /** Makes the lists immutable. */
  public GroundTruth {
    lost = List.copyOf(lost);
    duplicated = List.copyOf(duplicated);
    corrupted = List.copyOf(corrupted);
  }

  /** Differences between the verifier's report and this ground truth. */
  public List<String> mismatches(Outcome said, Verdict verdict) {
    List<Tracer> missing = Stream.concat(lost.stream(), corrupted.stream()).toList();
    List<String> mismatches = new ArrayList<>();
    compare(mismatches, "attempted", attempted, said.attempted());
    compare(mismatches, "lost", missing.size(), said.lost());
    compare(mismatches, "lost tracers", rangesOf(missing), ranges(said.ranges().lost()));
    compare(mismatches, "observed", attempted - missing.size(), said.observed());
    compare(mismatches, "duplicated", duplicated.size(), said.duplicated());
    compare(
        mismatches, "duplicated tracers", rangesOf(duplicated), ranges(said.ranges().duplicated()));
    compare(mismatches, "corrupt", corrupted.size(), said.corrupt());
    compare(mismatches, "late", late, said.late());
    compare(mismatches, "never sent", 0L, said.unexpected().neverSent());
    compare(mismatches, "of other runs", 0L, said.unexpected().foreign());
    compare(mismatches, "verdict", missing.isEmpty() ? Verdict.PASS : Verdict.FAIL, verdict);
    return mismatches;
  }

  private static void compare(List<String> mismatches, String what, long expected, long said) {
    compare(mismatches, what, Long.valueOf(expected), Long.valueOf(said));
  }

  private static void compare(List<String> mismatches, String what, Object expected, Object said) {
    if (!expected.equals(said)) {
      mismatches.add(what + ": expected " + expected + ", reported " + said);
    }
  }

  private static Map<Integer, String> rangesOf(List<Tracer> tracers) {
    Map<Integer, TreeSet<Long>> bySource = new TreeMap<>();
    for (Tracer tracer : tracers) {
      bySource.computeIfAbsent(tracer.source(), s -> new TreeSet<>()).add(tracer.sequence());
    }
    Map<Integer, String> texts = new TreeMap<>();
    bySource.forEach(
        (source, sequences) -> {
          SequenceRanges.Builder ranges = new SequenceRanges.Builder();
          sequences.forEach(ranges::add);
          texts.put(source, ranges.build().toString());
        });
    return texts;
  }

  private static Map<Integer, String> ranges(List<SourceRanges> said) {
    Map<Integer, String> texts = new TreeMap<>();
    said.forEach(source -> texts.put(source.source(), source.ranges().toString()));
    return texts;
  }
}
