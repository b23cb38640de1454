package dev.logproof.system.deployments;

import dev.logproof.system.support.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Measurements of tests, printed and kept in files below the module's {@code target}. */
final class MeasuredLines {
  private static final Path TARGET = Path.of("tests", "system-tests", "target");

  private MeasuredLines() {}

  static void append(String file, String line) throws IOException {
    System.out.print(line);
    Files.writeString(
        RunningProgram.home().resolve(TARGET).resolve(file),
        line,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
