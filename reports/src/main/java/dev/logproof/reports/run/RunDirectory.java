package dev.logproof.reports.run;

import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Content of {@code --results}: one run, or one subdirectory per run.
 *
 * @param runs newest first
 * @param unreadable reasons, one line each
 */
public record RunDirectory(List<StoredRun> runs, List<String> unreadable, boolean isRun) {
  /** The part of the file that every version has. */
  private record Header(int version) {}

  /** Makes the lists immutable. */
  public RunDirectory {
    runs = List.copyOf(runs);
    unreadable = List.copyOf(unreadable);
  }

  /**
   * Reads {@code directory}.
   *
   * @throws IOException if it cannot be listed, or is itself a run that cannot be read
   */
  public static RunDirectory read(Path directory) throws IOException {
    if (Files.exists(directory.resolve(ExperimentResult.FILE_NAME))) {
      return new RunDirectory(List.of(readRun(directory)), List.of(), true);
    }
    List<StoredRun> runs = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    for (Path child : children(directory)) {
      try {
        runs.add(readRun(child));
      } catch (ImpossibleNumbers e) {
        throw e;
      } catch (IOException e) {
        unreadable.add(firstLine(e) + ": not counted");
      }
    }
    runs.sort(Comparator.comparing((StoredRun run) -> RunState.startOf(run.result())).reversed());
    return new RunDirectory(runs, unreadable, false);
  }

  private static List<Path> children(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(entry -> Files.exists(entry.resolve(ExperimentResult.FILE_NAME)))
          .sorted()
          .toList();
    }
  }

  private static StoredRun readRun(Path directory) throws IOException {
    Path file = directory.resolve(ExperimentResult.FILE_NAME);
    int version = Json.read(file, Header.class).version();
    if (version != ExperimentResult.VERSION) {
      throw new IOException(
          file
              + ": format version "
              + version
              + ", expected "
              + ExperimentResult.VERSION
              + ": measure again, or use the release that wrote it");
    }
    ExperimentResult result = Json.read(file, ExperimentResult.class);
    ImpossibleNumbers.reject(file, result);
    return new StoredRun(directory, result);
  }

  private static String firstLine(IOException error) {
    return String.valueOf(error.getMessage()).lines().findFirst().orElse("unreadable");
  }
}
