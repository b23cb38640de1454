package dev.logproof.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.LoadPoint;
import dev.logproof.record.result.Json;
import dev.logproof.record.result.PlanResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file is complete after every step. */
class ResultFileTest {
  @TempDir Path temp;

  @Test
  void writesEveryStepAtOnce() throws IOException {
    ResultFile file = new ResultFile(temp, 42);
    assertThat(read().status()).isEqualTo("running");
    assertThat(read().seed()).isEqualTo(42);
    assertThat(read().machine().memoryBytes()).isPositive();
    file.step("sweep");
    assertThat(read().step()).isEqualTo("sweep");
    LoadPoint point = new LoadPoint("ours", 1, 1, 1, 1, 1, 1, 1, true, "");
    file.add(point);
    assertThat(read().sweep()).containsExactly(point);
    PlanResult plan = new PlanResult(1, 5, 10, 45e6, 9e6, "measured", List.of());
    file.plan(plan);
    assertThat(read().plan()).contains(plan);
    file.complete();
    assertThat(read().status()).isEqualTo("complete");
  }

  @Test
  void keepsStepOfFailure() throws IOException {
    ResultFile file = new ResultFile(temp, 42);
    file.step("sweep: 3 MB/s");
    file.fail("aggregator-1 died");
    assertThat(read().status()).isEqualTo("failed");
    assertThat(read().step()).isEqualTo("sweep: 3 MB/s");
    assertThat(read().message()).isEqualTo("aggregator-1 died");
  }

  private ExperimentResult read() throws IOException {
    return Json.read(temp.resolve(ExperimentResult.FILE_NAME), ExperimentResult.class);
  }
}
