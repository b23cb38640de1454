package dev.logproof.system.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.logproof.system.support.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the checks in {@code src/test/node/deploy}. Without Node.js they are skipped, or fail if
 * {@code LOGPROOF_REQUIRE_NODE} is {@code true}.
 */
@Tag("full")
class DeployIT {
  private static final Path SOURCES =
      RunningProgram.home().resolve("tests/system-tests/src/test/node/deploy");

  @TempDir static Path directory;

  @BeforeAll
  static void install() throws Exception {
    boolean present = onPath("node") && onPath("npm");
    if ("true".equals(System.getenv("LOGPROOF_REQUIRE_NODE"))) {
      assertThat(present).as("node and npm on the PATH").isTrue();
    }
    assumeTrue(present, "no node and npm on the PATH");
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, directory.resolve(file.getFileName()));
      }
    }
    run("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
  }

  private static boolean onPath(String name) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }

  private static void run(String... line) throws IOException, InterruptedException {
    Map<String, String> environment = Map.of("LOGPROOF_HOME", RunningProgram.home().toString());
    try (RunningProgram program =
        RunningProgram.startAny(directory, environment, line[0], List.of(line))) {
      int exitCode = program.awaitEnd(Duration.ofMinutes(15));
      assertThat(exitCode).as(program.stdout() + program.stderr()).isZero();
    }
  }

  /** Resource types, references, metrics, policies, AWS's rules, and an update of a stack. */
  @Test
  void templatesFollowSpecificationsOfAws() throws Exception {
    run("node", "--test", "templates.test.js");
  }

  /** Options of our commands, and parameters and outputs of stacks. */
  @Test
  void commandsOfReadmeFitProgramsAndTemplates() throws Exception {
    run("node", "--test", "commands.test.js");
  }

  @Test
  void awsCliReadsLinesOfReadme() throws Exception {
    assumeTrue(onPath("aws"), "no aws on the PATH");
    run("node", "--test", "aws.test.js");
  }

  @Test
  void examplesFollowComposeAndKubernetes() throws Exception {
    run("node", "--test", "examples.test.js");
  }
}
