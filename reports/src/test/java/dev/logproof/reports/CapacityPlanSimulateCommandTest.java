package dev.logproof.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.logproof.commandline.Program;
import dev.logproof.record.result.Json;
import dev.logproof.reports.capacity.FleetResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Simulated fleets on the command line. */
class CapacityPlanSimulateCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void printsOneRowPerSizeAndChurn() throws IOException {
    FleetResult result = simulate("--tasks", "4,8", "--churn", "0,1", "--connections", "10000");
    assertThat(result.rows()).extracting("tasks").containsExactly(4, 4, 8, 8);
    assertThat(result.rows()).extracting("churnPerHour").containsExactly(0.0, 1.0, 0.0, 1.0);
    assertThat(result.rows().get(0).kept().movedShare()).isZero();
    assertThat(result.rows().get(1).kept().movedShare()).isCloseTo(1.0 / 3, within(0.03));
  }

  /** 4 tasks × 9 MB/s ÷ 255 B × 1 ms = 141 lines. */
  @Test
  void losesTheLinesOfARoundTrip() throws IOException {
    FleetResult result =
        simulate("--tasks", "4", "--churn", "0", "--connections", "1000", "--deployments", "100");
    assertThat(result.rows().get(0).lostLinesMean()).isCloseTo(141, within(5.0));
  }

  @Test
  void simulatesTenThousandTasksAndTenMillionConnections() throws IOException {
    FleetResult result =
        simulate("--tasks", "10000", "--churn", "0.1", "--connections", "10000000");
    assertThat(result.rows().get(0).placedHottest()).isBetween(1.09, 1.20);
  }

  @Test
  void repeatsWithItsSeedAndPrintsIt() throws IOException {
    FleetResult first = simulate("--tasks", "9", "--connections", "99", "--seed", "5");
    assertThat(first.seed()).isEqualTo(5);
    assertThat(simulate("--tasks", "9", "--connections", "99", "--seed", "5")).isEqualTo(first);
    assertThat(run("--tasks", "9", "--connections", "99", "--seed", "5")).isZero();
    assertThat(out.toString()).contains("99 connections (equal)", "seed 5");
  }

  @Test
  void rejectsBadInput() {
    assertBad("--tasks 0: expected a number, 1 to 1000000", "--tasks", "0");
    assertBad("--connections 99000000: expected a number", "--connections", "99000000");
    assertBad("--tasks []: expected at least one number", "--tasks", ",");
    assertBad("--scale-out 11: expected", "--scale-out", "11");
    assertBad("--churn -1: expected", "--churn", "-1");
    assertBad("--batches 0: expected", "--batches", "0");
    assertBad("--deployments -1: expected", "--deployments", "-1");
    assertBad("'many'", "--tasks", "many");
    assertBad("such as zipf:1.0", "--weights", "zipf:x");
  }

  private void assertBad(String sentence, String... options) {
    err.getBuffer().setLength(0);
    assertThat(run(options)).as("%s", err).isEqualTo(64);
    assertThat(err.toString()).contains(sentence);
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void spreadsLoadOverAddedTasksWhenConnectionsEndAtAnAge() throws IOException {
    FleetResult result =
        simulate(
            "--tasks", "4", "--churn", "0", "--connections", "10000", "--max-connection-age", "5m");
    assertThat(result.maxAgeHours().orElseThrow()).isCloseTo(1.0 / 12, within(1e-9));
    assertThat(result.rows().get(0).atOnce().movedShare()).isZero();
    assertThat(result.rows().get(0).kept().movedShare()).isBetween(0.30, 0.37);
  }

  private FleetResult simulate(String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of("--format", "json"));
    all.addAll(List.of(options));
    assertThat(run(all.toArray(new String[0]))).as("%s", err).isZero();
    return Json.parse(out.toString(), FleetResult.class);
  }

  private int run(String... options) {
    out.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of("simulate", "--quiet"));
    all.addAll(List.of(options));
    CommandLine line = Program.commandLine(new CapacityPlanCommand(), Map.of());
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return line.execute(all.toArray(new String[0]));
  }
}
