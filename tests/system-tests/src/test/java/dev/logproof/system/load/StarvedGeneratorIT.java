package dev.logproof.system.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.logproof.system.support.AggregatorTask;
import dev.logproof.system.support.Eventually;
import dev.logproof.system.support.LocalCloud;
import dev.logproof.system.support.RunningProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verifies that a generator that was paused and caught up reports the missed load. */
@Tag("full")
class StarvedGeneratorIT {
  private static final Duration TIME_LIMIT = Duration.ofMinutes(1);
  private static final long STOPPED_MILLIS = 2_500;

  @TempDir Path directory;

  @Test
  void isInvalidAndLeavesTheVerdictUnknown() throws Exception {
    try (LocalCloud cloud = LocalCloud.start(directory);
        AggregatorTask task = AggregatorTask.start(directory, cloud.environment())) {
      Path journal = directory.resolve("run");
      RunningProgram load =
          RunningProgram.start(
              directory,
              Map.of(),
              "loadgen",
              "run",
              "--quiet",
              "--target=127.0.0.1:" + task.forwardPort(),
              "--rate=200kB/s",
              "--duration=8s",
              "--tolerance=20%",
              "--journal=" + journal);
      Eventually.has(() -> journal.resolve("sent.jsonl").toFile().length(), bytes -> bytes > 2_000);
      signal("STOP", load);
      assertThat(load.process().waitFor(STOPPED_MILLIS, TimeUnit.MILLISECONDS)).isFalse();
      signal("CONT", load);
      assertThat(load.awaitEnd(TIME_LIMIT)).as(load.stderr()).isEqualTo(2);
      JsonNode result = new ObjectMapper().readTree(journal.resolve("load.json").toFile());
      assertThat(result.path("valid").asBoolean()).isFalse();
      assertThat(result.path("invalidReasons").toString()).contains("the generator paused");
      RunningProgram verify =
          RunningProgram.start(
              directory,
              cloud.environment(),
              "verify",
              "tracers",
              "--quiet",
              "--settle=4s",
              "--timeout=20s",
              "--journal=" + journal);
      assertThat(verify.awaitEnd(TIME_LIMIT)).as(verify.stdout()).isEqualTo(2);
      assertThat(verify.stdout()).contains("UNKNOWN", "did not offer the load it was asked for");
    }
  }

  private static void signal(String name, RunningProgram program)
      throws IOException, InterruptedException {
    long pid = program.process().pid();
    int code =
        new ProcessBuilder(List.of("kill", "-" + name, Long.toString(pid))).start().waitFor();
    assertThat(code).isZero();
  }
}
