package dev.logproof.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.logproof.commandline.Program;
import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.ExperimentResult.LoadPoint;
import dev.logproof.record.result.Json;
import dev.logproof.record.result.Knee;
import dev.logproof.record.result.PlanResult;
import dev.logproof.reports.capacity.Prices;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    PlanResult.Details details = plan.details().orElseThrow();
    assertThat(details.binding()).isEqualTo("highest held rate");
    assertThat(details.target()).isEqualTo("ours");
    assertThat(details.linesAtRisk().basis()).isEqualTo("measured");
  }

  @Test
  void lowersRatePerTaskForFewerVcpus() throws IOException {
    store("run", SampleRun.complete());
    PlanResult plan = plan("--results", temp.toString(), "--vcpus", "0.5");
    assertThat(plan.perTaskBytesPerSecond()).isBetween(1.9e6, 2.1e6);
    assertThat(plan.details().orElseThrow().binding()).isEqualTo("cpu");
  }

  @Test
  void bindsByKneeAndIgnoresRatesAboveIt() throws IOException {
    List<LoadPoint> sweep = new ArrayList<>(SampleRun.sweep());
    sweep.add(SampleRun.point(20e6, 0.2, true));
    Knee knee = new Knee("ours", 12e6, Knee.State.CONFIRMED, "none lost", List.of(), "");
    store("run", SampleRun.run("complete", 1).found(sweep).found(List.of(knee)).build());
    PlanResult plan = plan("--results", temp.toString(), "--cpu-target", "0.9");
    assertThat(plan.perTaskBytesPerSecond()).isEqualTo(12e6);
    assertThat(plan.details().orElseThrow().binding()).isEqualTo("knee");
    assertThat(plan.explanation()).anyMatch(line -> line.startsWith("20.00 MB/s is above"));
  }

  @Test
  void usesArticleRateWithoutRuns() throws IOException {
    PlanResult plan = plan("--results", temp.toString());
    assertThat(plan.basis()).isEqualTo("article");
    assertThat(plan.minTasks()).isEqualTo(5);
    assertThat(plan.explanation()).anyMatch(line -> line.contains("not measured here"));
  }

  @Test
  void refusesRunsThatAreNotValid() throws Exception {
    store("run", state("failed", 1));
    assertRefused("failed at 'deployment 2'");
    store("run", state("partial", 1));
    assertRefused("holds no valid run");
    store("run", state("running", pidOfAnEndedProcess()));
    assertRefused("interrupted");
    Deployment invalid =
        SampleRun.invalid(SampleRun.deployment(1, 0, 0, "pass"), "missed its rate");
    store(
        "run",
        SampleRun.run("complete", 1).found(SampleRun.sweep()).found(List.of(invalid)).build());
    assertRefused("the load of deployment 1 was not offered");
  }

  @Test
  void refusesSlopeWhoseIntervalHoldsZero() throws IOException {
    store(
        "run",
        swept(
            SampleRun.point(1e6, 0.06, true),
            SampleRun.point(3e6, 0.09, true),
            SampleRun.point(5e6, 0.07, true),
            SampleRun.point(9e6, 0.08, true)));
    assertRefused("ms per MB, has a 95 % interval that holds 0");
  }

  @Test
  void refusesFewerThanThreeRates() throws IOException {
    store("run", swept(SampleRun.sweep().get(0), SampleRun.sweep().get(1)));
    assertRefused("only 2 different rates were held");
    store("run", swept(SampleRun.point(9e6, 1.9, false)));
    assertRefused("none of its 1 rates was held");
  }

  @Test
  void refusesRateBeyondHighestHeld() throws IOException {
    store("run", SampleRun.complete());
    assertRefused("the highest rate that was held", "--per-task-rate", "9.1MB/s");
    assertThat(plan("--results", temp.toString(), "--per-task-rate", "5MB/s").minTasks())
        .isEqualTo(9);
  }

  @Test
  void usesRunningRunOnlyWhenNamed() throws IOException {
    store("run", state("running", ProcessHandle.current().pid()));
    assertThat(plan("--results", temp.resolve("run").toString()).basis()).isEqualTo("measured");
    assertThat(run("--load", "45MB/s", "--results", temp.toString())).isEqualTo(2);
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

  @Test
  void printsParametersOfTheTemplate() {
    assertThat(run("--load", "45MB/s", "--results", temp.toString(), "--format", "cfn")).isZero();
    assertThat(out.toString()).isEqualTo("--parameter-overrides MinTasks=5 MaxTasks=10\n");
  }

  @Test
  void printsNumbersAndSentences() {
    assertThat(run("--load", "45MB/s", "--results", temp.toString())).isZero();
    assertThat(out.toString())
        .contains("MinTasks  5\n", "10 with one of 2 zones lost", "aggregated ")
        .contains("  - outage: ", "  - lines at risk per deployment: ");
  }

  @Test
  void usesPricesOfAFile() throws IOException {
    Path file = temp.resolve("prices.json");
    Files.writeString(
        file,
        """
        {"date": "2027-01-01", "region": "eu-central-1", "currency": "EUR",
         "fargateVcpuHour": 0, "fargateGbHour": 0, "loadBalancerHour": 0,
         "loadBalancerCapacityUnitHour": 1, "firehoseGb": [{"fromGb": 0, "price": 0}]}
        """);
    PlanResult plan = plan("--results", temp.toString(), "--prices", file.toString());
    assertThat(plan.details().orElseThrow().prices().currency()).isEqualTo("EUR");
    assertThat(plan.details().orElseThrow().deliveries().get(0).totalPerMonth())
        .isCloseTo(162 * 730, within(1e-6));
  }

  @Test
  void buildsInThePricesThatAreDocumented() throws IOException {
    String page = Files.readString(Path.of("../docs/files.md"));
    int start = page.indexOf("{\"date\"");
    String documented = page.substring(start, page.indexOf("```", start));
    assertThat(Json.parse(documented, Prices.class)).isEqualTo(Prices.builtIn());
  }

  @Test
  void takesConnectionsFromAFileOfWeights() throws IOException {
    Path file = Files.writeString(temp.resolve("weights"), "1000\n500\n250\n250\n");
    PlanResult plan = plan("--results", temp.toString(), "--weights", file.toString());
    assertThat(plan.details().orElseThrow().skew().orElseThrow().connections()).isEqualTo(4);
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
  void rejectsBadInput() throws IOException {
    assertThat(run("--load", "45MB/s", "--results", temp.resolve("gone").toString())).isEqualTo(64);
    assertThat(err.toString()).contains("gone").contains("no such directory");
    assertThat(run()).isEqualTo(64);
    assertThat(err.toString()).contains("Missing required option: '--load=RATE'");
    assertThat(run("--load", "45")).isEqualTo(64);
    Files.writeString(temp.resolve("weights"), "1\nmany\n");
    Files.writeString(temp.resolve("prices"), "{}");
    store("run", SampleRun.complete());
    assertBad("--cpu-target 70: expected", "--cpu-target", "70");
    assertBad("--max-factor 0.5: expected", "--max-factor", "0.5");
    assertBad("--vcpus 0: expected", "--vcpus", "0");
    assertBad("--zones 1: expected a number, 2 to 6", "--zones", "1");
    assertBad("--connections 0: expected", "--connections", "0");
    assertBad("such as zipf:1.0", "--connections", "9", "--weights", "zipf:x");
    assertBad("expected --connections, too", "--weights", "equal");
    assertBad("weights:2: 'many': expected", "--weights", temp.resolve("weights").toString());
    assertBad("a file with one weight per line", "--weights", "absent");
    assertBad("--region mars: expected a region", "--region", "mars");
    assertBad("--prices absent: expected", "--prices", "absent");
    assertBad("prices: not a Prices", "--prices", temp.resolve("prices").toString());
    assertBad("--target other: expected one of: ours", "--target", "other");
    assertBad("needs too many tasks", "--load", "45000000GB/s", "--connections", "9");
    assertBad("--round-trip 0ms: expected 1ms to 60s", "--round-trip", "0ms");
    assertBad("--compression 0.5: expected", "--compression", "0.5");
  }

  @Test
  void isUnknownWhenNoRateMeetsTarget() throws IOException {
    store("run", SampleRun.complete());
    assertRefused("raise --cpu-target or --vcpus", "--vcpus", "0.01");
  }

  private void assertRefused(String sentence, String... options) {
    List<String> all =
        new ArrayList<>(List.of("--load", "45MB/s", "--results", temp.resolve("run").toString()));
    all.addAll(List.of(options));
    err.getBuffer().setLength(0);
    assertThat(run(all.toArray(new String[0]))).as("%s", err).isEqualTo(2);
    assertThat(err.toString()).startsWith("capacity-plan: no plan: ").contains(sentence);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(out.toString()).isEmpty();
  }

  private void assertBad(String sentence, String... options) {
    List<String> all = new ArrayList<>(List.of("--results", temp.toString()));
    all.addAll(List.of(options));
    if (!all.contains("--load")) {
      all.addAll(List.of("--load", "45MB/s"));
    }
    err.getBuffer().setLength(0);
    assertThat(run(all.toArray(new String[0]))).as("%s", err).isEqualTo(64);
    assertThat(err.toString()).contains(sentence);
    assertThat(err.toString().lines()).hasSize(1);
  }

  private static ExperimentResult state(String status, long pid) {
    return SampleRun.run(status, pid).found(SampleRun.sweep()).build();
  }

  private static ExperimentResult swept(LoadPoint... points) {
    return SampleRun.run("complete", 1).found(List.of(points)).build();
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
