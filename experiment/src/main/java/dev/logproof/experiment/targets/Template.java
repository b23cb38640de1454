package dev.logproof.experiment.targets;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.record.result.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a foreign aggregator is started: {@value #FILE_NAME} in a directory with its configuration.
 *
 * @param name of the target, unless another is given
 * @param kind see {@link dev.logproof.record.result.MeasuredTarget}
 * @param program searched on the {@code PATH}, or a path
 * @param install how a user gets the program
 * @param needs files that must exist beside the template
 * @param command program and arguments, with placeholders
 * @param version command that prints the program's version
 * @param environment additional variables, with placeholders
 * @param files configuration files that are copied to the task's directory, with placeholders
 */
public record Template(
    String name,
    String kind,
    String program,
    String install,
    List<String> needs,
    List<String> command,
    List<String> version,
    Map<String, String> environment,
    List<String> files) {
  static final String FILE_NAME = "target.json";

  /** Copies the collections. */
  public Template {
    needs = List.copyOf(needs);
    command = List.copyOf(command);
    version = List.copyOf(version);
    environment = Map.copyOf(environment);
    files = List.copyOf(files);
    if (!name.matches("[a-z0-9][a-z0-9-]{0,39}")) {
      throw new IllegalArgumentException(
          "name '" + name + "': expected up to 40 lower-case letters, digits and '-'");
    }
  }

  /**
   * Reads a template.
   *
   * @param path the file, or its directory
   * @throws CommandFailure when it is missing or malformed
   */
  static Template read(Path path) {
    Path file = fileOf(path);
    if (!Files.isReadable(file)) {
      throw CommandFailure.badInput(
          "--target: "
              + file
              + " not found: expected a template, or its directory with "
              + FILE_NAME
              + "; see examples/targets");
    }
    try {
      return Json.read(file, Template.class);
    } catch (IOException e) {
      throw CommandFailure.badInput("--target: " + e.getMessage(), e);
    }
  }

  static Path fileOf(Path path) {
    return Files.isDirectory(path) ? path.resolve(FILE_NAME) : path;
  }

  /**
   * Checks that the program and all needed files are installed.
   *
   * @param searchPath value of {@code PATH}
   */
  void requireInstalled(Path directory, String searchPath) {
    if (program.contains("/")
        ? !Files.isExecutable(directory.resolve(program))
        : find(searchPath).isEmpty()) {
      throw CommandFailure.badInput(
          "--target " + name + ": program '" + program + "' is not installed: " + install);
    }
    for (String need : needs) {
      if (!Files.exists(directory.resolve(need))) {
        throw CommandFailure.badInput(
            "--target " + name + ": " + directory.resolve(need) + " is missing: " + install);
      }
    }
    for (String file : files) {
      if (!Files.isReadable(directory.resolve(file))) {
        throw CommandFailure.badInput(
            "--target "
                + name
                + ": file "
                + directory.resolve(file)
                + " not found or not readable");
      }
    }
  }

  private Optional<Path> find(String searchPath) {
    return Stream.of(searchPath.split(":", -1))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, program))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }
}
