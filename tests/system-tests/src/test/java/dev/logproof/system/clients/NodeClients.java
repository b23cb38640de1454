package dev.logproof.system.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.system.support.NodePackages;
import dev.logproof.system.support.RunningProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Node.js clients from {@code src/test/node}. */
final class NodeClients {
  private static final Path SOURCES =
      RunningProgram.home().resolve("tests/system-tests/src/test/node");

  private final Path directory;

  private NodeClients(Path directory) {
    this.directory = directory;
  }

  static NodeClients install(Path directory) throws IOException, InterruptedException {
    return new NodeClients(NodePackages.install(SOURCES, directory));
  }

  String run(Map<String, String> environment, String script, String... arguments)
      throws IOException, InterruptedException {
    RunningProgram node = start(environment, script, arguments);
    int exitCode = node.awaitEnd(Duration.ofMinutes(5));
    assertThat(exitCode).as(node.stdout() + node.stderr()).isZero();
    return node.stdout();
  }

  RunningProgram start(Map<String, String> environment, String script, String... arguments)
      throws IOException {
    List<String> line = Stream.concat(Stream.of("node", script), Stream.of(arguments)).toList();
    return RunningProgram.startAny(directory, environment, "node", line);
  }
}
