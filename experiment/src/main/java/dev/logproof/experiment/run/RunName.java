package dev.logproof.experiment.run;

import dev.logproof.commandline.CommandFailure;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Names runs by their start in UTC, so that listings are chronological. */
public final class RunName {
  private static final int MAX_RUNS_A_SECOND = 100;

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private RunName() {}

  /** Creates a uniquely named directory in {@code results}. */
  public static Path createDirectory(Path results, Instant start) {
    String name = NAME.format(start);
    try {
      Files.createDirectories(results);
      for (int i = 1; i <= MAX_RUNS_A_SECOND; i++) {
        Path directory = results.resolve(i == 1 ? name : name + "-" + i);
        if (created(directory)) {
          return directory;
        }
      }
      throw CommandFailure.badInput(results + ": no free name for a run beginning with " + name);
    } catch (IOException e) {
      throw CommandFailure.badInput("--results " + results + ": cannot be written to: " + e, e);
    }
  }

  private static boolean created(Path directory) throws IOException {
    try {
      Files.createDirectory(directory);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }
}
