package dev.logproof.experiment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.commandline.Program;
import dev.logproof.experiment.compare.Baseline;
import dev.logproof.experiment.compare.StoredRuns;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Exit codes and texts of the command, over stored runs. */
class CompareCommandTest {
  @TempDir Path temp;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String before;
  private String slower;
  private String again;

  @BeforeEach
  void store() throws IOException {
    before = StoredRuns.store(temp.resolve("before"), 1, 1).toString();
    slower = StoredRuns.store(temp.resolve("slower"), 1.5, 2).toString();
    again = StoredRuns.store(temp.resolve("again"), 1, 3).toString();
  }

  private int run(String... args) {
    CommandLine line = Program.commandLine(new CompareCommand(), Map.of());
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return line.execute(args);
  }

  @Test
  void exitsWithOneOnRegression() {
    assertThat(run(before, slower)).isEqualTo(1);
    assertThat(out.toString()).contains("REGRESSION", "CPU slope", "fail: of 15 figures");
  }

  @Test
  void exitsWithZeroWithoutRegression() {
    assertThat(run("--noise", "10", before, again)).isZero();
    assertThat(out.toString()).contains("no difference shown", "pass: of 15 figures 0 worse");
  }

  @Test
  void printsJsonWithoutNumbersThatAreNone() {
    assertThat(run("--format", "json", before, slower)).isEqualTo(1);
    assertThat(out.toString())
        .startsWith("{\"version\":1,\"a\":\"before\",\"b\":\"slower\"")
        .contains("\"verdict\":\"fail\"", "\"state\":\"REGRESSION\"")
        .doesNotContain("NaN", "Infinity");
  }

  @Test
  void comparesWithStoredBaseline() throws IOException {
    String file = temp.resolve("baseline.json").toString();
    assertThat(run("--write-baseline", file, before)).isZero();
    assertThat(Baseline.read(Path.of(file)).noise()).isEmpty();
    assertThat(run("--baseline", file, slower)).isEqualTo(1);
    assertThat(run("--baseline", file, "--noise", "10", again)).isZero();
  }

  @Test
  void storesNoiseFloorsOfTwoEqualRuns() throws IOException {
    Path file = temp.resolve("baseline.json");
    assertThat(run("--self", before, again, "--write-baseline", file.toString())).isZero();
    assertThat(out.toString()).contains("noise floor: the far end");
    assertThat(Baseline.read(file).noise()).containsKeys("ours/CPU slope", "ours/knee");
    assertThat(run("--self", before)).isZero();
  }

  @Test
  void refusesDifferentWorkloadsNamingThem() throws IOException {
    String other = StoredRuns.storeOther(temp.resolve("other")).toString();
    assertThat(run(before, other)).isEqualTo(64);
    assertThat(err.toString())
        .contains("different workloads: suite: reproduce and throughput")
        .contains("--connections: 8 and 16");
  }

  @Test
  void comparesTwoTargetsOfOneRun() throws IOException {
    String both = StoredRuns.storeTwoTargets(temp.resolve("both"), 1.5).toString();
    assertThat(run(both, "--targets", "ours,node")).isEqualTo(1);
    assertThat(out.toString()).contains("node / ours");
    assertThat(run(both, "--targets", "node,ours")).isZero();
    assertThat(run(both, "--targets", "ours,vector")).isEqualTo(64);
    assertThat(err.toString()).contains("--targets vector: expected names", "[node, ours]");
  }

  @Test
  void rejectsFormsThatCompareNothing() throws IOException {
    assertThat(run()).isEqualTo(64);
    assertThat(run(before)).isEqualTo(64);
    assertThat(err.toString()).contains("expected two RUNs, or one with --targets X,Y");
    assertThat(run("--baseline", "b.json", before, again)).isEqualTo(64);
    assertThat(run("--self")).isEqualTo(64);
    assertThat(run("--write-baseline", "b.json", before, again)).isEqualTo(64);
    assertThat(run("--write-baseline", "b.json", "--self", before)).isEqualTo(64);
    assertThat(run(before, again, "--noise", "-1")).isEqualTo(64);
    assertThat(run(before, again, "--confidence", "100")).isEqualTo(64);
    assertThat(run(before, again, "--format", "xml")).isEqualTo(64);
    assertThat(run(before, temp.resolve("none").toString())).isEqualTo(64);
    assertThat(err.toString()).contains("none: expected the directory of a run");
    Path broken = Files.writeString(temp.resolve("broken.json"), "{}");
    assertThat(run("--baseline", broken.toString(), before)).isEqualTo(64);
    assertThat(err.toString()).contains("expected a file of --write-baseline");
  }

  @Test
  void isUnknownWhenNothingCanBeCompared() throws IOException {
    String empty = StoredRuns.storeEmpty(temp.resolve("empty")).toString();
    assertThat(run("--self", empty)).isEqualTo(2);
    assertThat(run("--write-baseline", temp.resolve("b").toString(), empty)).isEqualTo(2);
    assertThat(err.toString()).contains("measured no figure");
  }
}
