package dev.logproof.reports.load;

import dev.logproof.record.journal.JournalDirectories;
import dev.logproof.record.journal.RunJournal;
import dev.logproof.record.result.LoadResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * A load run, merged from its generators' segments.
 *
 * @param parts in segment order
 */
public record LoadRun(List<LoadPart> parts, RunJournal journal) {
  /** Makes the list immutable. */
  public LoadRun {
    parts = List.copyOf(parts);
  }

  /**
   * Finds the runs in or below {@code directories}, ordered by run id.
   *
   * @throws IOException if a file cannot be read or segments do not belong together
   */
  public static List<LoadRun> below(List<Path> directories) throws IOException {
    Map<String, Map<Integer, LoadPart>> parts = new TreeMap<>();
    for (Path directory : JournalDirectories.below(directories)) {
      LoadPart part = LoadPart.read(directory);
      parts
          .computeIfAbsent(part.journal().start().runId(), id -> new TreeMap<>())
          .putIfAbsent(part.segment(), part);
    }
    List<LoadRun> runs = new ArrayList<>();
    for (Map<Integer, LoadPart> segments : parts.values()) {
      runs.add(merged(List.copyOf(segments.values())));
    }
    return runs;
  }

  private static LoadRun merged(List<LoadPart> parts) throws IOException {
    try {
      return new LoadRun(parts, RunJournal.merge(parts.stream().map(LoadPart::journal).toList()));
    } catch (IllegalArgumentException e) {
      throw new IOException(
          parts.get(0).directory() + " and others are not parts of one run: " + e.getMessage(), e);
    }
  }

  /** Run id. */
  public String id() {
    return journal.start().runId();
  }

  private List<LoadResult> results() {
    return parts.stream().flatMap(part -> part.result().stream()).toList();
  }

  /** Integer sum over all segments. */
  public long sum(ToLongFunction<LoadResult> of) {
    return results().stream().mapToLong(of).sum();
  }

  /** Floating-point sum over all segments. */
  public double total(ToDoubleFunction<LoadResult> of) {
    return results().stream().mapToDouble(of).sum();
  }

  /** Largest value over all segments; 0 without results. */
  public double max(ToDoubleFunction<LoadResult> of) {
    return results().stream().mapToDouble(of).max().orElse(0);
  }

  private static List<String> doubts(LoadPart part, LoadResult result) {
    return result.valid() || !result.invalidReasons().isEmpty()
        ? result.invalidReasons()
        : List.of("segment " + part.segment() + " did not offer the load it was asked for");
  }

  /** Reasons why the run is not valid evidence; empty if it is. */
  public List<String> doubts() {
    List<String> doubts = new ArrayList<>();
    List<Integer> missing =
        journal
            .start()
            .missingSegments(parts.stream().map(LoadPart::segment).collect(Collectors.toSet()));
    if (!missing.isEmpty()) {
      doubts.add(
          "of its " + journal.start().segments() + " segments these are not here: " + missing);
    }
    for (LoadPart part : parts) {
      if (part.result().isEmpty()) {
        doubts.add(
            "segment " + part.segment() + " was cut off: it left no " + LoadResult.FILE_NAME);
      }
      part.result().ifPresent(result -> doubts.addAll(doubts(part, result)));
      if (!part.journal().complete()) {
        doubts.add("segment " + part.segment() + " was cut off: its journal has no end");
      }
    }
    return doubts;
  }
}
