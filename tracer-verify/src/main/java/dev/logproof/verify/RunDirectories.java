package dev.logproof.verify;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.record.journal.RunJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds load runs: directories that hold a journal. Stateless. */
final class RunDirectories {
  /** A run four directories down, and its journal in it. */
  private static final int MAX_DEPTH = 5;

  private RunDirectories() {}

  /**
   * The runs in or below {@code directories}, each once.
   *
   * @throws CommandFailure when one of them does not exist or holds none
   */
  static List<Path> below(List<Path> directories) {
    return directories.stream().flatMap(directory -> below(directory).stream()).distinct().toList();
  }

  private static List<Path> below(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw CommandFailure.badInput(
          "--journal " + directory + ": no such directory; expected one written by loadgen run");
    }
    try (Stream<Path> files = Files.walk(directory.toRealPath(), MAX_DEPTH)) {
      List<Path> runs =
          files
              .filter(file -> file.endsWith(RunJournal.FILE_NAME))
              .map(Path::getParent)
              .sorted()
              .toList();
      if (runs.isEmpty()) {
        throw CommandFailure.badInput(
            "--journal "
                + directory
                + ": no run journal in it or up to four directories below; expected "
                + RunJournal.FILE_NAME
                + ", written by loadgen run");
      }
      return runs;
    } catch (IOException | UncheckedIOException e) {
      throw CommandFailure.badInput("--journal " + directory + ": cannot be read: " + e, e);
    }
  }
}
