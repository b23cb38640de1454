package dev.logproof.opensearchnode;

import dev.logproof.commandline.BuildVersion;
import dev.logproof.commandline.CommandFailure;
import dev.logproof.commandline.CommandOptions;
import dev.logproof.commandline.ExitCode;
import dev.logproof.commandline.Program;
import dev.logproof.commandline.Termination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.opensearch.node.NodeValidationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Runs {@code opensearch-node} until a signal arrives or its parent exits. Confined to the main
 * thread.
 */
@Command(
    name = "opensearch-node",
    description = {
      "Runs an OpenSearch 2.19 node on the loopback address, for 'local-aws serve"
          + " --opensearch-endpoint' and 'verify tracers --engine opensearch'.",
      "",
      "When ready, it prints one line on standard output: ready http://127.0.0.1:PORT. The port has"
          + " no authentication: every client that can reach it has full access."
    },
    footer = {"", "Exit codes: 0 stopped by a signal, 64 bad input, 70 internal error."},
    sortOptions = false,
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class)
public final class OpenSearchNodeCommand implements Callable<Integer> {
  private static final int MAX_PORT = 65_535;

  @Mixin CommandOptions options;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "Port to listen on; 0 picks a free port. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "Directory of the indices; created if absent. Default: a temporary directory, removed at"
              + " exit.")
  private Optional<Path> directory = Optional.empty();

  @Option(
      names = "--setting",
      paramLabel = "NAME=VALUE",
      description =
          "Setting of opensearch.yml, such as thread_pool.write.queue_size=1; repeatable.")
  private Map<String, String> settings = new LinkedHashMap<>();

  /** Runs the command. */
  public static void main(String[] args) {
    Program.main(new OpenSearchNodeCommand(), args);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (port < 0 || port > MAX_PORT) {
      throw CommandFailure.badInput("--port '" + port + "': expected 0 to 65535");
    }
    Path home =
        directory.isPresent()
            ? Files.createDirectories(directory.get().toAbsolutePath())
            : Files.createTempDirectory("opensearch-node-");
    try {
      return serve(home);
    } finally {
      if (directory.isEmpty()) {
        remove(home);
      }
    }
  }

  private int serve(Path home) throws IOException, InterruptedException {
    try (LoopbackNode node = LoopbackNode.start(home, port, settings)) {
      System.out.println("ready " + node.address());
      System.out.flush();
      Termination.shared().await();
      return ExitCode.PASS;
    } catch (NodeValidationException | RuntimeException e) {
      throw CommandFailure.badInput("cannot start the node: " + e.getMessage(), e);
    }
  }

  private static void remove(Path home) throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
