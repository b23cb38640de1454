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
 * A load run as a whole, whatever number of generators sent it.
 *
 * @param parts by segment, each once
 * @param journal of all of them
 */
public record LoadRun(List<LoadPart> parts, RunJournal journal) {
  /** Copies the list. */
  public LoadRun {
    parts = List.copyOf(parts);
  }

  /**
   * The runs in or below {@code directories}, by run id.
   *
   * @throws IOException when something there cannot be read, or does not fit together
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

  /** Its id. */
  public String id() {
    return journal.start().runId();
  }

  private List<LoadResult> results() {
    return parts.stream().flatMap(part -> part.result().stream()).toList();
  }

  /** The sum over all parts. */
  public long sum(ToLongFunction<LoadResult> of) {
    return results().stream().mapToLong(of).sum();
  }

  /** The sum over all parts. */
  public double total(ToDoubleFunction<LoadResult> of) {
    return results().stream().mapToDouble(of).sum();
  }

  /** The largest of all parts; 0 without any. */
  public double max(ToDoubleFunction<LoadResult> of) {
    return results().stream().mapToDouble(of).max().orElse(0);
  }

  private static List<String> doubts(LoadPart part, LoadResult result) {
    return result.valid() || !result.invalidReasons().isEmpty()
        ? result.invalidReasons()
        : List.of("segment " + part.segment() + " did not offer the load it was asked for");
  }

  /** Why it does not count; empty when it does. */
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
