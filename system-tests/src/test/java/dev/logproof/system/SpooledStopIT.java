package dev.logproof.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stop while Firehose is away: nothing is lost, and the last line says what is where. */
class SpooledStopIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path directory;

  @Test
  void whatFirehoseDidNotTakeIsDeliveredByTheNextTask() throws IOException, InterruptedException {
    try (LocalCloud cloud = LocalCloud.start(directory)) {
      Map<String, String> away = new HashMap<>(cloud.environment());
      away.put("AWS_ENDPOINT_URL_FIREHOSE", "http://127.0.0.1:1");
      long sent;
      try (AggregatorTask first = AggregatorTask.start(directory, away, "--stop-timeout", "6s")) {
        load(first);
        assertThat(first.stop()).isEqualTo(1);
        sent = number(first.accounting(), "received");
        assertThat(first.accounting())
            .isEqualTo(
                "accounting: received=%1$d delivered=0 rejected=0 pending=%1$d (spooled=%1$d)"
                    .formatted(sent));
      }
      try (AggregatorTask second = AggregatorTask.start(directory, cloud.environment())) {
        assertThat(second.stop()).isZero();
        assertThat(second.accounting())
            .isEqualTo(
                "accounting: received=%1$d (recovered=%1$d) delivered=%1$d rejected=0 pending=0"
                    .formatted(sent));
      }
      RunningProgram verify =
          RunningProgram.start(
              directory,
              cloud.environment(),
              "verify",
              "tracers",
              "--since=1h",
              "--quiet",
              "--threshold=duplicated<=0",
              "--journal=" + directory.resolve("run"));
      assertThat(verify.awaitEnd(PATIENCE)).as(verify.stdout()).isZero();
    }
  }

  private void load(AggregatorTask task) throws IOException, InterruptedException {
    RunningProgram load =
        RunningProgram.start(
            directory,
            Map.of(),
            "loadgen",
            "run",
            "--quiet",
            "--target=127.0.0.1:" + task.forwardPort(),
            "--rate=1MB/s",
            "--lines=numbered",
            "--duration=2s",
            "--tolerance=20%",
            "--journal=" + directory.resolve("run"));
    assertThat(load.awaitEnd(PATIENCE)).as(load.stderr()).isZero();
  }

  private static long number(String accounting, String name) {
    return Long.parseLong(accounting.replaceFirst(".*" + name + "=(\\d+).*", "$1"));
  }
}
