package dev.logproof.system.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** Runs {@code verify tracers} against a local cloud. */
public final class Verifier {
  private static final Duration TIME_LIMIT = Duration.ofMinutes(3);
  private static final ObjectMapper JSON = new ObjectMapper();

  private Verifier() {}

  /** Starts it in {@code directory}. */
  public static RunningProgram start(Path directory, LocalCloud cloud, String... arguments)
      throws IOException {
    return RunningProgram.start(
        directory,
        cloud.environment(),
        "verify",
        Stream.concat(Stream.of("tracers", "--quiet"), Stream.of(arguments))
            .toArray(String[]::new));
  }

  /** Runs it to the end in {@code directory}; it must exit with {@code exitCode}. */
  public static RunningProgram run(
      Path directory, LocalCloud cloud, int exitCode, String... arguments)
      throws IOException, InterruptedException {
    RunningProgram verify = start(directory, cloud, arguments);
    assertThat(verify.awaitEnd(TIME_LIMIT))
        .as(verify.stdout() + verify.stderr())
        .isEqualTo(exitCode);
    return verify;
  }

  /** Runs it to the end and returns the verdict. */
  public static ObjectNode verdict(
      Path directory, LocalCloud cloud, int exitCode, String... arguments)
      throws IOException, InterruptedException {
    String[] all =
        Stream.concat(Stream.of("--format=json"), Stream.of(arguments)).toArray(String[]::new);
    return (ObjectNode) JSON.readTree(run(directory, cloud, exitCode, all).stdout());
  }
}
