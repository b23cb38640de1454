package dev.logproof.reports.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.reports.SampleRun;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Loss per deployment and time until buffers are full. Deployments have 360 tracers in 20 s. */
class LinesAtRiskTest {
  /** 180,000 lines/s are 10,000 lines per tracer at 18 tracers/s. */
  private static final Demand DEMAND = new Demand(45e6, 250, "");

  @Test
  void usesTheFormulaWithoutDeployments() {
    LinesAtRisk risk = LinesAtRisk.of(List.of(), DEMAND, 0.001);
    assertThat(risk.result().lines()).isCloseTo(180, within(1e-9));
    assertThat(risk.result().basis()).isEqualTo("formula");
    assertThat(risk.result().interval()).isEmpty();
  }

  @Test
  void usesTheFormulaWhenADeploymentHasNoVerdict() {
    LinesAtRisk risk =
        risk(SampleRun.deployment(1, 1, 0, "fail"), SampleRun.deployment(2, 0, 0, "unknown"));
    assertThat(risk.result().basis()).isEqualTo("formula");
    assertThat(risk.sentence()).contains("1 of 2 deployments have no verdict");
  }

  /** Lost 1, 3 and 2 tracers: mean 2, Student's t with 2 degrees 4.303 × 1 ÷ √3 = 2.484. */
  @Test
  void scalesMeasuredLossToTheLoad() {
    LinesAtRisk risk =
        risk(
            SampleRun.deployment(1, 1, 0, "fail"),
            SampleRun.deployment(2, 3, 0, "fail"),
            SampleRun.deployment(3, 2, 0, "fail"));
    assertThat(risk.result().basis()).isEqualTo("measured");
    assertThat(risk.result().lines()).isCloseTo(20_000, within(1e-6));
    assertThat(risk.result().interval().orElseThrow().low()).isZero();
    assertThat(risk.result().interval().orElseThrow().high()).isCloseTo(44_841, within(2.0));
  }

  /** No tracer lost in two deployments: at most 3.689 ÷ 2 per deployment. */
  @Test
  void boundsTheLossWhereNoneWasMeasured() {
    LinesAtRisk risk =
        risk(SampleRun.deployment(1, 0, 0, "pass"), SampleRun.deployment(2, 0, 0, "pass"));
    assertThat(risk.result().lines()).isZero();
    assertThat(risk.result().interval().orElseThrow().low()).isZero();
    assertThat(risk.result().interval().orElseThrow().high()).isCloseTo(18_444, within(1.0));
  }

  /** 2 GB × 5 tasks ÷ 45 MB/s. */
  @Test
  void fillsTheBuffersOfAllTasks() {
    assertThat(OutageBuffer.of(2e9, 45e6, 5).seconds()).isCloseTo(222.2, within(0.1));
    assertThat(OutageBuffer.of(2e9, 9e6, 1).seconds()).isCloseTo(222.2, within(0.1));
  }

  private static LinesAtRisk risk(Deployment... deployments) {
    return LinesAtRisk.of(List.of(deployments), DEMAND, 0.001);
  }
}
