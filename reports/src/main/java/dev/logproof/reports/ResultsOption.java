package dev.logproof.reports;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.reports.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the runs that {@code --results} names. */
final class ResultsOption {
  private ResultsOption() {}

  static RunDirectory read(Path directory) {
    if (!Files.isDirectory(directory)) {
      String what = Files.exists(directory) ? "not a directory" : "no such directory";
      throw CommandFailure.badInput(
          "--results "
              + directory
              + ": "
              + what
              + ": expected a run's directory, holding run.json, or a directory of runs");
    }
    try {
      return RunDirectory.read(directory);
    } catch (IOException e) {
      throw CommandFailure.badInput("--results " + directory + ": " + e.getMessage(), e);
    }
  }
}
