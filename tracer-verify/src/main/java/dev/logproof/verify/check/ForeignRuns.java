package dev.logproof.verify.check;

import java.util.List;
import java.util.TreeSet;

/**
 * Counts tracers of runs without a known journal. Names only the first few run ids in alphabetical
 * order, to bound memory. Thread-safe.
 */
final class ForeignRuns {
  private static final int MAX_NAMED_RUNS = 20;

  private final TreeSet<String> named = new TreeSet<>();
  private long tracers;

  synchronized void observe(String runId, long count) {
    tracers += count;
    named.add(runId);
    if (named.size() > MAX_NAMED_RUNS) {
      named.pollLast();
    }
  }

  synchronized long tracers() {
    return tracers;
  }

  synchronized List<String> named() {
    return List.copyOf(named);
  }
}
