package dev.logproof.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.commandline.Program;
import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.LoadPoint;
import dev.logproof.record.result.ExperimentResult.Machine;
import dev.logproof.record.result.Json;
import dev.logproof.record.result.MeasuredTarget;
import dev.logproof.record.result.Parameter;
import dev.logproof.record.result.Period;
import dev.logproof.record.result.Sample;
import dev.logproof.record.result.ScaleCase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import picocli.CommandLine;

/** The page shows every figure, escapes text and states how the run ended. */
class ReportCommandTest {
  private static final String HOSTILE = "</script><script>alert('x')</script>\"&<b>";

  @TempDir Path temp;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void showsEveryFigureOnPage() throws IOException {
    String page = pageOf(SampleRun.complete(), 0);
    assertThat(page)
        .contains("0 of 720 tracers were lost in 2 rolling deployments")
        .contains("at least 9.00 MB/s", "at least 30,000/s", "R² 1.000", "100.0000 %")
        .contains("0.950", "150 MiB", "160 MiB", "0.000–1.019 %", "2.35 s")
        .contains("2026-01-02 03:04:05", "accounting: received&#x3D;7 delivered&#x3D;7")
        .contains("./reproduce --seed 42", "because &lt;it&gt; says so", "Linux 6.1");
  }

  @Test
  void embedsAllResourcesInPage() throws IOException {
    String page = pageOf(RichRun.with("text"), 1);
    assertThat(page)
        .doesNotContainPattern("<(link|img|iframe|object)|<script[^>]+src|@import|\\burl\\(");
    assertThat(page).doesNotContainPattern("https?://");
  }

  @Test
  void escapesHostileText() throws IOException {
    String page = pageOf(RichRun.with(HOSTILE), 1);
    assertThat(page).doesNotContain("alert('x')</script>").contains("&lt;script&gt;alert(");
    assertThat(page.split("</script>", -1)).as("three of JSON and one that links it").hasSize(5);
    assertThat(page.replaceAll("(?s)<script.*?</script>", "")).doesNotContain("<script", "<b>");
    Matcher json =
        Pattern.compile("(?s)<script type=\"application/json\" id=\"run-json\">(.*?)</script>")
            .matcher(page);
    assertThat(json.find()).isTrue();
    assertThat(Json.parse(json.group(1), ExperimentResult.class)).isEqualTo(RichRun.with(HOSTILE));
  }

  @Test
  void escapesHostileNames() throws IOException {
    ExperimentResult result =
        new ExperimentResult(
            ExperimentResult.VERSION,
            HOSTILE,
            HOSTILE,
            HOSTILE,
            1,
            HOSTILE,
            HOSTILE,
            1,
            "failed",
            HOSTILE,
            HOSTILE,
            new Machine(HOSTILE, 1, HOSTILE, 1),
            List.of(new MeasuredTarget(HOSTILE, HOSTILE, HOSTILE, HOSTILE)),
            List.of(new Parameter(HOSTILE, HOSTILE, HOSTILE)),
            List.of(new LoadPoint(HOSTILE, 1, 1, 1, 1, 1, 1, 1, false, HOSTILE)),
            List.of(),
            List.of(SampleRun.deployment(1, 1, 0, HOSTILE)),
            List.of(),
            List.of(
                new ScaleCase(
                    HOSTILE, HOSTILE, List.of(), List.of(), List.of(), 0, Optional.empty())),
            List.of(new Sample(HOSTILE, HOSTILE, 1, 1, 1, List.of(), OptionalLong.empty())),
            List.of(new Period(Period.Kind.FAULT, HOSTILE, 1, 2, HOSTILE)),
            Optional.of(SampleRun.plan(HOSTILE)));
    String page = pageOf(result, 2);
    assertThat(page.replaceAll("(?s)<script.*?</script>", "")).doesNotContain("<script", "<b>");
  }

  @Test
  void showsStepAndReasonOfFailedRun() throws IOException {
    assertThat(pageOf(state("failed", 1), 2))
        .contains("Run failed", "deployment 2", "aggregator-3 died with exit code 137");
  }

  @Test
  void reportsRunOfDeadProcessAsInterrupted() throws Exception {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    assertThat(pageOf(state("running", process.pid()), 2))
        .contains("Run interrupted", "its process, " + process.pid() + ", ended before");
    assertThat(out.toString()).contains("verdict: unknown: the run was interrupted");
  }

  @Test
  void reportsRunOfLiveProcessAsRunning() throws IOException {
    assertThat(pageOf(state("running", ProcessHandle.current().pid()), 2))
        .contains("Run still running");
  }

  @Test
  void failsOnLoss() throws IOException {
    ExperimentResult result =
        SampleRun.run("complete", 1)
            .found(SampleRun.sweep())
            .found(List.of(SampleRun.deployment(1, 2, 0, "fail")))
            .plan(SampleRun.plan("measured"))
            .build();
    assertThat(pageOf(result, 1)).contains("2 of 360 tracers were lost", "source 3: 17..18");
  }

  @Test
  void reportsPartialRunAsUnknown() throws IOException {
    assertThat(pageOf(state("partial", 1), 2)).contains("Run partial", "can be resumed");
    assertThat(out.toString()).contains("unknown: the run was stopped before its end");
  }

  @Test
  void refusesRunOfVersion1() throws IOException {
    Files.writeString(temp.resolve("run.json"), "{\"version\": 1, \"runId\": \"old\"}");
    assertThat(run("--results", temp.toString())).isEqualTo(64);
    assertThat(err.toString()).contains("run.json: format version 1, expected 2");
  }

  @Test
  void refusesImpossibleSample() throws IOException {
    store(RichRun.with("text"));
    Path file = temp.resolve("run.json");
    Files.writeString(
        file,
        Files.readString(file)
            .replaceFirst("\"writtenBytesPerSecond\" : [^,]+", "\"writtenBytesPerSecond\" : -1"));
    assertThat(run("--results", temp.toString())).isEqualTo(64);
    assertThat(err.toString()).contains("samples[0].writtenBytesPerSecond is -1.0");
  }

  @Test
  void printsMarkdown() throws IOException {
    store(SampleRun.complete());
    assertThat(run("--results", temp.toString(), "--format", "markdown")).isZero();
    assertThat(out.toString())
        .startsWith("### reproduce 20260102-030405-abcd: pass\n")
        .contains("| tracers lost per deployment | 2.67 | 0.00 |");
  }

  @Test
  void writesJunitReport() throws Exception {
    store(state("failed", 1));
    Path file = temp.resolve("junit.xml");
    assertThat(run("--results", temp.toString(), "--junit", file.toString())).isEqualTo(2);
    Element suite =
        DocumentBuilderFactory.newDefaultNSInstance()
            .newDocumentBuilder()
            .parse(file.toFile())
            .getDocumentElement();
    NodeList cases = suite.getElementsByTagName("testcase");
    assertThat(suite.getAttribute("tests")).isEqualTo(Integer.toString(cases.getLength()));
    assertThat(cases.getLength()).isEqualTo(12 + 10);
    assertThat(suite.getAttribute("errors")).isEqualTo("9");
    assertThat(suite.getAttribute("failures")).isEqualTo("0");
    assertThat(suite.getAttribute("skipped")).isEqualTo("3");
    assertThat(Files.readString(file)).contains("not run incomplete", "the run failed");
  }

  @Test
  void printsTableAsJson() throws IOException {
    store(SampleRun.complete());
    assertThat(run("--results", temp.toString(), "--format", "json")).isZero();
    assertThat(out.toString()).contains("\"verdict\":\"pass\"", "\"article\":\"2.67\"");
  }

  @Test
  void rejectsBadInput() throws IOException {
    assertThat(run("--results", temp.toString())).isEqualTo(64);
    assertThat(err.toString()).contains("found no run");
    assertThat(run("--results", temp.resolve("gone").toString())).isEqualTo(64);
    Files.writeString(temp.resolve("run.json"), "[]");
    assertThat(run("--results", temp.toString())).isEqualTo(64);
    assertThat(err.toString()).contains("run.json");
  }

  private static ExperimentResult state(String status, long pid) {
    return SampleRun.run(status, pid).build();
  }

  private void store(ExperimentResult result) throws IOException {
    Json.replace(temp.resolve(ExperimentResult.FILE_NAME), result);
  }

  private String pageOf(ExperimentResult result, int exitCode) throws IOException {
    store(result);
    assertThat(run("--results", temp.toString())).as("%s", err).isEqualTo(exitCode);
    return Files.readString(temp.resolve("report.html"));
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    CommandLine line = Program.commandLine(new ReportCommand(), Map.of());
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }
}
