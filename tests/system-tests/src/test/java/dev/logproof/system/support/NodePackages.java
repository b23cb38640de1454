package dev.logproof.system.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Node.js programs with their packages. Without Node.js, tests are skipped, or fail if {@code
 * LOGPROOF_REQUIRE_NODE} is {@code true}.
 */
public final class NodePackages {
  private static final Duration TIME_LIMIT = Duration.ofMinutes(3);

  private NodePackages() {}

  /**
   * Copies the files of {@code sources} to a directory below {@code parent}, and installs what its
   * lock file names.
   *
   * @return the directory
   */
  public static Path install(Path sources, Path parent) throws IOException, InterruptedException {
    boolean present = onPath("node") && onPath("npm");
    if ("true".equals(System.getenv("LOGPROOF_REQUIRE_NODE"))) {
      assertThat(present).as("node and npm on the PATH").isTrue();
    }
    assumeTrue(present, "no node and npm on the PATH");
    Path target = Files.createDirectories(parent.resolve("node"));
    try (Stream<Path> files = Files.list(sources)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
    List<String> line =
        List.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--omit=dev");
    RunningProgram npm = RunningProgram.startAny(target, Map.of(), "npm", line);
    assertThat(npm.awaitEnd(TIME_LIMIT)).as(npm.stderr()).isZero();
    return target;
  }

  private static boolean onPath(String name) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }
}
