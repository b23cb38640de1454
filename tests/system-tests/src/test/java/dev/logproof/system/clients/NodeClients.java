package dev.logproof.system.clients;

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

/**
 * Node.js clients from {@code src/test/node}. Without Node.js, tests are skipped, or fail if {@code
 * LOGPROOF_REQUIRE_NODE} is {@code true}.
 */
final class NodeClients {
  private static final Path SOURCES =
      RunningProgram.home().resolve("tests/system-tests/src/test/node");

  private final Path directory;

  private NodeClients(Path directory) {
    this.directory = directory;
  }

  static NodeClients install(Path directory) throws IOException, InterruptedException {
    boolean present = onPath("node") && onPath("npm");
    if ("true".equals(System.getenv("LOGPROOF_REQUIRE_NODE"))) {
      assertThat(present).as("node and npm on the PATH").isTrue();
    }
    assumeTrue(present, "no node and npm on the PATH");
    Path target = Files.createDirectories(directory.resolve("node"));
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
    RunningProgram npm =
        RunningProgram.startAny(
            target,
            Map.of(),
            "npm",
            List.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"));
    assertThat(npm.awaitEnd(Duration.ofMinutes(3))).as(npm.stderr()).isZero();
    return new NodeClients(target);
  }

  String run(Map<String, String> environment, String script, String... arguments)
      throws IOException, InterruptedException {
    List<String> line = Stream.concat(Stream.of("node", script), Stream.of(arguments)).toList();
    RunningProgram node = RunningProgram.startAny(directory, environment, "node", line);
    int exitCode = node.awaitEnd(Duration.ofMinutes(5));
    assertThat(exitCode).as(node.stdout() + node.stderr()).isZero();
    return node.stdout();
  }

  private static boolean onPath(String name) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }
}
