package dev.logproof.system.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.system.support.RunningProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verifies that the verifier reports exactly the injected faults. */
@Tag("full")
class CalibrationIT {
  private static final Duration TIME_LIMIT = Duration.ofMinutes(4);

  @TempDir Path directory;

  @Test
  void verifiesEveryCaseOfSmallGridExactly() throws IOException, InterruptedException {
    RunningProgram calibrate =
        RunningProgram.start(
            directory,
            Map.of(),
            "verify",
            "calibrate",
            "--lose=0,3",
            "--duplicate=0,2",
            "--corrupt=0,1",
            "--late=0,1",
            "--reorder=true",
            "--lanes=4");
    int exitCode = calibrate.awaitEnd(TIME_LIMIT);
    assertThat(calibrate.stdout()).contains("16 of 16 cases exact");
    assertThat(exitCode).isZero();
    calibrate.close();
  }
}
