package dev.logproof.reports.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.ExperimentResult.LoadPoint;
import dev.logproof.record.result.Knee;
import dev.logproof.reports.SampleRun;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Selects the results of a run that enter a plan. */
class MeasurementsTest {
  @Test
  void leavesOutRatesAboveTheKnee() throws NotPlannableException {
    Measurements measured =
        Measurements.of(
            result(
                List.of(
                    SampleRun.point(1e6, 0.15, true),
                    SampleRun.point(3e6, 0.35, true),
                    SampleRun.point(9e6, 0.95, true)),
                List.of(Rates.knee(Knee.State.CONFIRMED, 3)),
                List.of()),
            "ours");
    assertThat(measured.held().rates()).containsExactly(1e6, 3e6);
    assertThat(measured.remarks()).singleElement().asString().contains("9.00 MB/s is above");
  }

  @Test
  void leavesOutRatesNotHeldAndOtherTargets() throws NotPlannableException {
    LoadPoint foreign =
        new LoadPoint("fluentd", 2e6, 2e6, 6_000, 8, 0.3, 1 << 20, 1 << 20, true, "");
    Measurements measured =
        Measurements.of(
            result(
                List.of(
                    SampleRun.point(1e6, 0.15, true), foreign, SampleRun.point(3e6, 0.35, false)),
                List.of(),
                List.of()),
            "ours");
    assertThat(measured.held().rates()).containsExactly(1e6);
  }

  @Test
  void refusesResultsWithoutAHeldRate() {
    assertThatThrownBy(() -> Measurements.of(result(List.of(), List.of(), List.of()), "ours"))
        .isInstanceOf(NotPlannableException.class)
        .hasMessage("no rate was held");
  }

  @Test
  void refusesRunWithInvalidLoad() {
    Deployment valid = SampleRun.deployment(1, 0, 0, "pass");
    Deployment invalid =
        SampleRun.invalid(SampleRun.deployment(2, 0, 0, "unknown"), "missed its rate");
    assertThatThrownBy(
            () ->
                Measurements.of(
                    result(SampleRun.sweep(), List.of(), List.of(valid, invalid)), "ours"))
        .hasMessage(
            "the run is not valid: the load of deployment 2 was not offered as asked for (missed"
                + " its rate)");
  }

  /** Points have 300 B per line, but for the 0.1 % that was not achieved. */
  @Test
  void derivesBytesPerLine() throws NotPlannableException {
    Measurements measured =
        Measurements.of(result(SampleRun.sweep(), List.of(), List.of()), "ours");
    assertThat(measured.held().bytesPerLine().orElseThrow()).isCloseTo(299.7, within(0.01));
  }

  private static ExperimentResult result(
      List<LoadPoint> sweep, List<Knee> knees, List<Deployment> deployments) {
    return SampleRun.run("complete", 1).found(sweep).found(knees).found(deployments).build();
  }
}
