package dev.logproof.system.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.logproof.process.CompletedCommand;
import dev.logproof.system.support.AggregatorTask;
import dev.logproof.system.support.Loadgen;
import dev.logproof.system.support.LocalCloud;
import dev.logproof.system.support.RunningProgram;
import dev.logproof.system.support.Verifier;
import dev.logproof.system.support.Waits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
  void leavesVerdictUnknownWhenGeneratorWasPaused() throws Exception {
    try (LocalCloud cloud = LocalCloud.start(directory);
        AggregatorTask task = AggregatorTask.start(directory, cloud.environment())) {
      Path journal = directory.resolve("run");
      RunningProgram load =
          Loadgen.start(
              directory,
              task,
              "--rate=200kB/s",
              "--duration=8s",
              "--tolerance=20%",
              "--journal=" + journal);
      Waits.await().until(() -> journal.resolve("sent.jsonl").toFile().length() > 2_000);
      signal("STOP", load);
      assertThat(load.process().waitFor(STOPPED_MILLIS, TimeUnit.MILLISECONDS)).isFalse();
      signal("CONT", load);
      assertThat(load.awaitEnd(TIME_LIMIT)).as(load.stderr()).isEqualTo(2);
      JsonNode result = new ObjectMapper().readTree(journal.resolve("load.json").toFile());
      assertThat(result.path("valid").asBoolean()).isFalse();
      assertThat(result.path("invalidReasons").toString()).contains("the generator paused");
      RunningProgram verify =
          Verifier.run(directory, cloud, 2, "--settle=4s", "--timeout=20s", "--journal=" + journal);
      assertThat(verify.stdout()).contains("UNKNOWN", "did not offer the load it was asked for");
    }
  }

  private static void signal(String name, RunningProgram program)
      throws IOException, InterruptedException {
    String pid = Long.toString(program.process().pid());
    CompletedCommand.outputOf(TIME_LIMIT, List.of("kill", "-" + name, pid));
  }
}
