package dev.logproof.reports.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.ExperimentResult.LoadPoint;
import dev.logproof.record.result.Knee;
import dev.logproof.reports.RichRun;
import dev.logproof.reports.SampleRun;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each figure is measured or unknown; only measured ones pass. */
class ClosingTableTest {
  @Test
  void showsEveryFigureOfCompleteRun() {
    List<Figure> figures = ClosingTable.of(SampleRun.complete());
    assertThat(figures)
        .extracting(Figure::article, Figure::shown)
        .containsExactly(
            tuple("at least 9 MB/s", "at least 9.00 MB/s"),
            tuple("at least 10,000/s", "at least 30,000/s"),
            tuple("linear", "100.1 ± 0.0 ms of CPU per MB, R² 1.000"),
            tuple("no loss (AWS)", "not shown"),
            tuple("no loss (AWS)", "not shown"),
            tuple("no loss (AWS)", "not shown"),
            tuple("2.67", "0.00"),
            tuple("11.7", "1.50"),
            tuple("99.996 %", "100.0000 %"),
            tuple("5", "5"));
    assertThat(RunVerdict.of(SampleRun.complete(), figures))
        .isEqualTo(new RunVerdict("pass", "0 of 720 tracers were lost in 2 rolling deployments"));
  }

  @Test
  void computesArticleReliabilityFromArticleLosses() {
    List<Deployment> deployments =
        List.of(
            SampleRun.deployment(1, 3, 0, "fail"),
            SampleRun.deployment(2, 2, 0, "fail"),
            SampleRun.deployment(3, 3, 0, "fail"));
    ExperimentResult result = with(SampleRun.sweep(), deployments);
    assertThat(shown(result)).contains("2.67", "99.9959 %");
    RunVerdict verdict = RunVerdict.of(result, ClosingTable.of(result));
    assertThat(verdict.word()).isEqualTo("fail");
    assertThat(verdict.exitCode()).isEqualTo(1);
  }

  @Test
  void showsUnknownWithoutMeasurements() {
    ExperimentResult result = with(List.of(), List.of());
    assertThat(ClosingTable.of(result))
        .filteredOn(figure -> !figure.article().endsWith("(AWS)"))
        .extracting(Figure::shown)
        .containsOnly("unknown");
    assertThat(RunVerdict.of(result, ClosingTable.of(result)).exitCode()).isEqualTo(2);
  }

  @Test
  void showsUnknownForDeploymentWithoutVerdict() {
    List<Deployment> deployments =
        List.of(SampleRun.deployment(1, 0, 0, "pass"), SampleRun.deployment(2, 0, 0, "unknown"));
    ExperimentResult result =
        SampleRun.run("complete", 1)
            .found(SampleRun.sweep())
            .found(deployments)
            .plan(SampleRun.plan("measured"))
            .build();
    assertThat(shown(result).subList(6, 9)).containsOnly("unknown");
    assertThat(RunVerdict.of(result, ClosingTable.of(result)).word()).isEqualTo("unknown");
  }

  @Test
  void saysWhatDeploymentsWithEqualLossesProve() {
    List<Deployment> clean =
        List.of(SampleRun.deployment(1, 0, 3, "pass"), SampleRun.deployment(2, 0, 3, "pass"));
    List<Figure> figures = ClosingTable.of(with(SampleRun.sweep(), clean));
    assertThat(figures.get(6).note())
        .isEqualTo("n = 2 deployments, 720 tracers; at most 1.50 per deployment (95 %)");
    assertThat(figures.get(7).note())
        .isEqualTo("n = 2 deployments, 720 tracers; 95 % interval 0.00 to 6.53");
  }

  @Test
  void showsUnknownForPlanFromArticleRate() {
    ExperimentResult result =
        SampleRun.run("complete", 1)
            .found(SampleRun.sweep())
            .plan(SampleRun.plan("article"))
            .build();
    assertThat(shown(result).get(9)).isEqualTo("unknown");
  }

  @Test
  void showsUnknownLinearityForTwoRates() {
    ExperimentResult result = with(SampleRun.sweep().subList(0, 2), List.of());
    assertThat(shown(result).get(2)).isEqualTo("unknown");
  }

  @Test
  void rejectsSlopeIndistinguishableFromZero() {
    List<LoadPoint> noise = sweep(0.1, 0.4, 0.1, 0.3);
    ExperimentResult result =
        SampleRun.run("complete", 1)
            .found(noise)
            .found(SampleRun.complete().deployments())
            .plan(SampleRun.plan("measured"))
            .build();
    Figure linear = ClosingTable.of(result).get(2);
    assertThat(linear.shown()).isEqualTo("not shown");
    assertThat(linear.note()).contains("does not differ from 0");
    assertThat(RunVerdict.of(result, ClosingTable.of(result)).word())
        .as("what the run lost does not hang on the CPU's line")
        .isEqualTo("pass");
  }

  @Test
  void notesPlanFromHighestRateTried() {
    assertThat(ClosingTable.of(SampleRun.complete()).get(9).note())
        .isEqualTo("at 9.00 MB/s per task, the highest rate tried: fewer tasks may do");
  }

  @Test
  void namesNoHighestRateTriedBesideConfirmedKnee() {
    ExperimentResult complete = SampleRun.complete();
    String target = complete.sweep().get(0).target();
    Knee knee = new Knee(target, 9e6, Knee.State.CONFIRMED, "none lost", List.of(), "12 was not");
    ExperimentResult result =
        SampleRun.run("complete", 1)
            .found(complete.sweep())
            .found(complete.deployments())
            .found(List.of(knee))
            .plan(SampleRun.plan("measured"))
            .build();
    assertThat(ClosingTable.of(result).get(9).note()).isEqualTo("at 9.00 MB/s per task");
  }

  @Test
  void isUnknownForFailedRun() {
    ExperimentResult complete = SampleRun.complete();
    ExperimentResult failed =
        SampleRun.run("failed", 1)
            .found(complete.sweep())
            .found(complete.deployments())
            .plan(SampleRun.plan("measured"))
            .build();
    assertThat(RunVerdict.of(failed, ClosingTable.of(failed)).exitCode()).isEqualTo(2);
  }

  @Test
  void derivesIntervalFromAllTracers() {
    Pooled clean = Pooled.of(List.of(SampleRun.deployment(1, 0, 0, "pass")));
    assertThat(clean.reliabilityLow()).isBetween(0.98980, 0.98982);
    Pooled one = Pooled.of(List.of(SampleRun.deployment(1, 1, 0, "fail")));
    assertThat(one.reliabilityLow()).isBetween(0.9846, 0.9847);
  }

  @Test
  void alignsTextTable() {
    String table = TextTable.of(ClosingTable.of(SampleRun.complete()));
    assertThat(table.lines()).hasSize(11);
    int column = table.lines().findFirst().orElseThrow().indexOf("measured");
    assertThat(table.lines().skip(1)).allMatch(line -> line.charAt(column - 1) == ' ');
    assertThat(table.lines().skip(1)).noneMatch(line -> line.charAt(column) == ' ');
  }

  private static List<String> shown(ExperimentResult result) {
    return ClosingTable.of(result).stream().map(Figure::shown).toList();
  }

  /** Held points at 1, 3, 6 and 9 MB/s with these cores. */
  private static List<LoadPoint> sweep(double at1, double at3, double at6, double at9) {
    return List.of(
        SampleRun.point(1e6, at1, true),
        SampleRun.point(3e6, at3, true),
        SampleRun.point(6e6, at6, true),
        SampleRun.point(9e6, at9, true));
  }

  private static ExperimentResult with(List<LoadPoint> sweep, List<Deployment> deployments) {
    return SampleRun.run("complete", 1).found(sweep).found(deployments).build();
  }

  @Test
  void hidesLineOfUncertainSlope() {
    List<LoadPoint> noise = sweep(0.10, 0.34, 0.42, 0.80);
    Figure linear = ClosingTable.of(with(noise, List.of())).get(2);
    assertThat(linear.state()).isEqualTo(Figure.State.NOT_SHOWN);
    assertThat(linear.note()).contains("R²", "is wider than ± 10 %");
  }

  @Test
  void comparesTargetsSideBySide() {
    ExperimentResult rich = RichRun.with("text");
    List<FigureRow> rows = FigureRow.of(ClosingTable.of(rich));
    FigureRow lost = rows.stream().filter(row -> row.article().equals("2.67")).findFirst().get();
    assertThat(lost.figures())
        .extracting(Figure::target, Figure::shown)
        .containsExactly(tuple("ours", "0.00"), tuple(RichRun.FOREIGN, "2.33"));
    assertThat(RunVerdict.of(rich, ClosingTable.of(rich)).sentence())
        .isEqualTo(
            "fluent-bit lost 14 of 2,160 tracers in 6 rolling deployments; ours lost 0 of 2,160"
                + " tracers in 6 rolling deployments");
    assertThat(TextTable.of(ClosingTable.of(rich)).lines().findFirst().get())
        .containsSubsequence("figure", "published", "ours", RichRun.FOREIGN);
  }

  @Test
  void countsLossAndDuplicatesAtPublishedRates() {
    assertThat(ClosingTable.of(RichRun.with("text")))
        .filteredOn(figure -> figure.name().endsWith("on one task"))
        .filteredOn(figure -> figure.target().equals("ours"))
        .extracting(Figure::name, Figure::shown)
        .containsExactly(
            tuple("20 MB/s on one task", "0 lost, 2 duplicated"),
            tuple("25 MB/s on one task", "not shown"),
            tuple("30 MB/s on one task", "not shown"));
  }

  @Test
  void formatsMarkdownWithoutInterpretedText() {
    String table =
        MarkdownTable.of(
            "run | 1",
            "fail",
            "<b>`lost`</b>\nmore",
            List.of(Figure.known("ours", "a|b", "2.67", "*3*", "[x](y)")));
    assertThat(table.lines())
        .containsExactly(
            "### run \\| 1: fail",
            "",
            "&lt;b&gt;\\`lost\\`&lt;/b&gt; more",
            "",
            "| figure | published | measured | sample |",
            "| --- | --- | --- | --- |",
            "| a\\|b | 2.67 | \\*3\\* | \\[x\\](y) |");
  }
}
