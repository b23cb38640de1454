package dev.logproof.experiment.suite;

import dev.logproof.experiment.process.StepFailedException;
import dev.logproof.objects.FetchedDirectories;
import dev.logproof.record.journal.JournalDirectories;
import dev.logproof.record.result.Json;
import dev.logproof.record.result.LoadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** Results of the segments of a load run as one. Stateless. */
final class SegmentResults {
  private SegmentResults() {}

  /**
   * Reads and merges the results below {@code journal}.
   *
   * @param journal directory or S3 location of the run
   * @throws StepFailedException if a segment left no result
   */
  static LoadResult read(String journal, int segments) throws StepFailedException {
    List<LoadResult> results = new ArrayList<>();
    try (FetchedDirectories fetched = FetchedDirectories.of(List.of(journal))) {
      for (Path directory : JournalDirectories.below(fetched.directories())) {
        Path file = directory.resolve(LoadResult.FILE_NAME);
        if (Files.exists(file)) {
          results.add(Json.read(file, LoadResult.class));
        }
      }
    } catch (IOException e) {
      throw new StepFailedException("results of the load tasks: " + e.getMessage());
    }
    if (results.size() != segments) {
      throw new StepFailedException(
          journal
              + ": "
              + results.size()
              + " of "
              + segments
              + " load tasks left "
              + LoadResult.FILE_NAME
              + "; expected one per segment");
    }
    return merged(results);
  }

  /** Rates and counts are sums. Latencies of segments cannot be merged from their percentiles. */
  static LoadResult merged(List<LoadResult> parts) {
    LoadResult first = parts.get(0);
    return new LoadResult(
        first.version(),
        first.logproofVersion(),
        first.runId(),
        first.seed(),
        parts.stream().mapToLong(LoadResult::startedAtMillis).min().orElseThrow(),
        max(parts, LoadResult::seconds),
        first.targets(),
        (int) sum(parts, LoadResult::connections),
        first.tag(),
        total(parts, LoadResult::targetBytesPerSecond),
        total(parts, LoadResult::achievedBytesPerSecond),
        sum(parts, LoadResult::events),
        sum(parts, LoadResult::bytes),
        sum(parts, LoadResult::tracersAttempted),
        sum(parts, LoadResult::reconnects),
        sum(parts, LoadResult::resentEvents),
        max(parts, LoadResult::maxLatenessMillis),
        parts.stream().allMatch(LoadResult::valid),
        parts.stream().flatMap(part -> part.invalidReasons().stream()).distinct().toList(),
        first.stopReason(),
        List.of(),
        Optional.empty());
  }

  private static long sum(List<LoadResult> parts, ToLongFunction<LoadResult> of) {
    return parts.stream().mapToLong(of).sum();
  }

  private static double total(List<LoadResult> parts, ToDoubleFunction<LoadResult> of) {
    return parts.stream().mapToDouble(of).sum();
  }

  private static double max(List<LoadResult> parts, ToDoubleFunction<LoadResult> of) {
    return parts.stream().mapToDouble(of).max().orElse(0);
  }
}
