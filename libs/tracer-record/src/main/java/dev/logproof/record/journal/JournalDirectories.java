package dev.logproof.record.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds load runs: directories that hold a journal. */
public final class JournalDirectories {
  /** A run up to four directories down, and its journal. */
  private static final int MAX_DEPTH = 5;

  private JournalDirectories() {}

  /**
   * Returns the runs in or below {@code directories}, each once.
   *
   * @throws IOException when a directory does not exist or holds no run
   */
  public static List<Path> below(List<Path> directories) throws IOException {
    Set<Path> all = new LinkedHashSet<>();
    for (Path directory : directories) {
      all.addAll(below(directory));
    }
    return List.copyOf(all);
  }

  private static List<Path> below(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new IOException(directory + ": no such directory; expected one written by loadgen run");
    }
    try (Stream<Path> files = Files.walk(directory.toRealPath(), MAX_DEPTH)) {
      List<Path> runs =
          files
              .filter(file -> file.endsWith(RunJournal.FILE_NAME))
              .map(Path::getParent)
              .sorted()
              .toList();
      if (runs.isEmpty()) {
        throw new IOException(
            directory
                + ": no run journal in it or up to four levels below; expected "
                + RunJournal.FILE_NAME
                + ", written by loadgen run");
      }
      return runs;
    } catch (UncheckedIOException e) {
      throw new IOException(directory + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
