package dev.logproof.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.LoadPoint;
import dev.logproof.record.result.Json;
import dev.logproof.record.result.Knee;
import dev.logproof.record.result.MeasuredTarget;
import dev.logproof.record.result.Parameter;
import dev.logproof.record.result.Period;
import dev.logproof.record.result.PlanResult;
import dev.logproof.record.result.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file is complete after every step, and a resumed run keeps its parts. */
class ResultFileTest {
  private static final MeasuredTarget TARGET =
      new MeasuredTarget("ours", "ours", "bin/aggregator serve", "1");
  private static final Parameter PARAMETER = new Parameter("--rates", "1MB/s", "Rates.");
  private static final RunHead HEAD =
      new RunHead("reproduce", 42, List.of(TARGET), List.of(PARAMETER));
  private static final LoadPoint POINT = new LoadPoint("ours", 1e6, 1e6, 1, 1, 1, 1, 1, true, "");

  @TempDir Path temp;

  @Test
  void writesEveryStepAtOnce() throws IOException {
    ResultFile file = ResultFile.create(temp, HEAD);
    assertThat(read().status()).isEqualTo("running");
    assertThat(read().seed()).isEqualTo(42);
    assertThat(read().targets()).containsExactly(TARGET);
    assertThat(read().parameters()).containsExactly(PARAMETER);
    assertThat(read().machine().memoryBytes()).isPositive();
    file.step("sweep");
    assertThat(read().step()).isEqualTo("sweep");
    file.add(POINT);
    assertThat(read().sweep()).containsExactly(POINT);
    PlanResult plan = new PlanResult(1, 5, 10, 45e6, 9e6, "measured", List.of(), Optional.empty());
    file.plan(plan);
    assertThat(read().plan()).contains(plan);
    file.complete();
    assertThat(read().status()).isEqualTo("complete");
  }

  @Test
  void keepsStepOfFailure() throws IOException {
    ResultFile file = ResultFile.create(temp, HEAD);
    file.step("sweep: 3 MB/s");
    file.fail("aggregator-1 died");
    assertThat(read().status()).isEqualTo("failed");
    assertThat(read().step()).isEqualTo("sweep: 3 MB/s");
    assertThat(read().message()).isEqualTo("aggregator-1 died");
  }

  @Test
  void keepsPartsOfResumedRun() throws IOException {
    ResultFile first = ResultFile.create(temp, HEAD);
    Knee knee = new Knee("ours", 9e6, Knee.State.AT_LEAST, "none lost", List.of(), "bounded");
    Period period = new Period(Period.Kind.PHASE, "ours", 1, 2, "sweep");
    Sample sample = new Sample("ours", "sweep", 1, 1e6, 1e6, List.of(), OptionalLong.empty());
    first.add(POINT);
    first.add(knee);
    first.add(period);
    first.add(sample);
    first.partial("stopped by signal");
    String startedAt = read().startedAt();
    assertThat(read().status()).isEqualTo("partial");
    ResultFile second = ResultFile.resume(temp, HEAD);
    assertThat(read().status()).isEqualTo("running");
    assertThat(read().message()).isEmpty();
    assertThat(read().startedAt()).isEqualTo(startedAt);
    assertThat(read().sweep()).containsExactly(POINT);
    assertThat(read().knees()).containsExactly(knee);
    assertThat(read().periods()).containsExactly(period);
    assertThat(read().samples()).containsExactly(sample);
    assertThat(second.findings().points("ours", 1e6)).isEqualTo(1);
    assertThat(second.findings().points("node", 1e6)).isZero();
    assertThat(second.findings().knee("ours")).contains(knee);
    assertThat(second.findings().hasFault("ours", "throttle")).isFalse();
  }

  @Test
  void refusesDirectoryWithoutResult() {
    assertThatThrownBy(() -> ResultFile.resume(temp, HEAD))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("expected the directory of a run");
  }

  private ExperimentResult read() throws IOException {
    return Json.read(temp.resolve(ExperimentResult.FILE_NAME), ExperimentResult.class);
  }
}
