package dev.logproof.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.commandline.Program;
import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.Json;
import dev.logproof.record.result.PlanResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Usable results, and messages about unusable ones. */
class CapacityPlanCommandTest {
  @TempDir Path temp;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void plansFromCompleteRun() throws IOException {
    store("run", SampleRun.complete());
    PlanResult plan = plan("--results", temp.toString());
    assertThat(plan.basis()).isEqualTo("measured");
    assertThat(plan.minTasks()).isEqualTo(5);
    assertThat(plan.perTaskBytesPerSecond()).isEqualTo(9e6);
  }

  @Test
  void lowersRatePerTaskForFewerVcpus() throws IOException {
    store("run", SampleRun.complete());
    PlanResult plan = plan("--results", temp.toString(), "--vcpus", "0.5");
    assertThat(plan.perTaskBytesPerSecond()).isBetween(2.9e6, 3.1e6);
  }

  @Test
  void usesArticleRateWithoutRuns() throws IOException {
    PlanResult plan = plan("--results", temp.toString());
    assertThat(plan.basis()).isEqualTo("article");
    assertThat(plan.minTasks()).isEqualTo(5);
    assertThat(plan.explanation()).anyMatch(line -> line.contains("not measured here"));
  }

  @Test
  void ignoresFailedRun() throws IOException {
    store("run", state("failed", 1));
    PlanResult plan = plan("--results", temp.resolve("run").toString());
    assertThat(plan.basis()).isEqualTo("article");
    assertThat(plan.explanation()).anyMatch(line -> line.contains("failed at 'deployment 2'"));
  }

  @Test
  void ignoresInterruptedRun() throws Exception {
    store("run", state("running", pidOfAnEndedProcess()));
    PlanResult plan = plan("--results", temp.resolve("run").toString());
    assertThat(plan.basis()).isEqualTo("article");
    assertThat(plan.explanation()).anyMatch(line -> line.contains("interrupted"));
  }

  @Test
  void usesRunningRunOnlyWhenNamed() throws IOException {
    store("run", state("running", ProcessHandle.current().pid()));
    assertThat(plan("--results", temp.resolve("run").toString()).basis()).isEqualTo("measured");
    assertThat(plan("--results", temp.toString()).basis()).isEqualTo("article");
  }

  @Test
  void ignoresRunWithoutSustainedRate() throws IOException {
    store(
        "run",
        SampleRun.run(
            "complete", 1, List.of(SampleRun.point(9e6, 1.9, false)), List.of(), Optional.empty()));
    PlanResult plan = plan("--results", temp.toString());
    assertThat(plan.basis()).isEqualTo("article");
    assertThat(plan.explanation()).anyMatch(line -> line.contains("none of its 1 rates was held"));
  }

  @Test
  void reportsUnreadableRunAndUsesOthers() throws IOException {
    store("run", SampleRun.complete());
    Files.writeString(
        Files.createDirectory(temp.resolve("broken")).resolve("run.json"), "{\"version\":");
    PlanResult plan = plan("--results", temp.toString());
    assertThat(plan.basis()).isEqualTo("measured");
    assertThat(plan.explanation()).anyMatch(line -> line.contains("broken/run.json"));
  }

  @ParameterizedTest
  @CsvSource({
    "cpuCores, '\"NaN\"'",
    "cpuCores, '\"Infinity\"'",
    "cpuCores, -0.1",
    "offeredBytesPerSecond, '\"NaN\"'",
    "offeredBytesPerSecond, -9000000",
    "achievedBytesPerSecond, '\"-Infinity\"'",
    "processors, -2"
  })
  void anImpossibleNumberIsAnErrorAndNoPlan(String field, String value) throws IOException {
    store("run", SampleRun.complete());
    Path file = temp.resolve("run").resolve(ExperimentResult.FILE_NAME);
    String text = Files.readString(file);
    Files.writeString(
        file, text.replaceFirst("\"" + field + "\" : [^,]+", "\"" + field + "\" : " + value));
    for (Path results : List.of(temp, temp.resolve("run"))) {
      err.getBuffer().setLength(0);
      assertThat(run("--load", "45MB/s", "--results", results.toString())).isEqualTo(64);
      assertThat(err.toString()).contains("run.json", field, "expected");
    }
  }

  @Test
  void rejectsBadInput() {
    assertThat(run("--load", "45MB/s", "--results", temp.resolve("gone").toString())).isEqualTo(64);
    assertThat(err.toString()).contains("gone").contains("no such directory");
    assertThat(run("--load", "45")).isEqualTo(64);
    assertThat(run("--load", "45MB/s", "--cpu-target", "70")).isEqualTo(64);
    assertThat(err.toString()).contains("--cpu-target 70.0");
    assertThat(run("--load", "45MB/s", "--max-factor", "0.5")).isEqualTo(64);
    assertThat(run()).isEqualTo(64);
  }

  @Test
  void isUnknownWhenNoRateMeetsTarget() throws IOException {
    store("run", SampleRun.complete());
    assertThat(run("--load", "45MB/s", "--results", temp.toString(), "--vcpus", "0.01"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("raise --cpu-target or --vcpus");
  }

  private static ExperimentResult state(String status, long pid) {
    return SampleRun.run(status, pid, SampleRun.sweep(), List.of(), Optional.empty());
  }

  private static long pidOfAnEndedProcess() throws Exception {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    return process.pid();
  }

  private void store(String name, ExperimentResult result) throws IOException {
    Path directory = Files.createDirectories(temp.resolve(name));
    Json.replace(directory.resolve(ExperimentResult.FILE_NAME), result);
  }

  private PlanResult plan(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("--load", "45MB/s", "--format", "json"));
    all.addAll(List.of(arguments));
    assertThat(run(all.toArray(new String[0]))).as("%s", err).isZero();
    return Json.parse(out.toString(), PlanResult.class);
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    CommandLine line = Program.commandLine(new CapacityPlanCommand(), Map.of());
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }
}
