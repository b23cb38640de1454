package dev.logproof.verify.check;

import dev.logproof.record.result.VerdictResult.SourceRanges;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Compares the outcomes of two engines on one destination; if they disagree, neither is trusted.
 * Stateless.
 */
public final class Comparison {
  private static final int MAX_RANGES = 5;

  private Comparison() {}

  /** Describes the differences; {@code one} and {@code other} name the engines. */
  public static List<String> differences(String one, Outcome first, String other, Outcome second) {
    List<String> differences = new ArrayList<>();
    Map<String, Long> counts = counts(first);
    counts(second)
        .forEach(
            (name, count) -> {
              if (count != counts.get(name).longValue()) {
                differences.add(
                    String.format(
                        Locale.ROOT,
                        "%s and %s disagree: %s %d and %d",
                        one,
                        other,
                        name,
                        counts.get(name),
                        count));
              }
            });
    ranges("lost", one, first.ranges().lost(), other, second.ranges().lost(), differences);
    ranges(
        "duplicated",
        one,
        first.ranges().duplicated(),
        other,
        second.ranges().duplicated(),
        differences);
    return differences;
  }

  private static Map<String, Long> counts(Outcome outcome) {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("observed", outcome.observed());
    counts.put("lost", outcome.lost());
    counts.put("lost although accepted", outcome.lostAcked());
    counts.put("recovered", outcome.recovered());
    counts.put("duplicated", outcome.duplicated());
    counts.put("corrupt", outcome.corrupt());
    counts.put("late", outcome.late());
    counts.put("of earlier runs", outcome.unexpected().bystanders());
    counts.put("of unknown runs", outcome.unexpected().foreign());
    counts.put("never sent", outcome.unexpected().neverSent());
    return counts;
  }

  private static void ranges(
      String what,
      String one,
      List<SourceRanges> first,
      String other,
      List<SourceRanges> second,
      List<String> differences) {
    only(what, one, first, second, differences);
    only(what, other, second, first, differences);
  }

  private static void only(
      String what,
      String engine,
      List<SourceRanges> these,
      List<SourceRanges> those,
      List<String> differences) {
    these.stream()
        .filter(ranges -> !those.contains(ranges))
        .limit(MAX_RANGES)
        .forEach(
            ranges ->
                differences.add(
                    String.format(
                        Locale.ROOT,
                        "%s says %s: run %s source %d: %s",
                        engine,
                        what,
                        ranges.runId(),
                        ranges.source(),
                        ranges.ranges())));
  }
}
