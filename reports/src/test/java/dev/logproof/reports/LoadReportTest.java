package dev.logproof.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.logproof.commandline.Program;
import dev.logproof.record.journal.JournalEntry;
import dev.logproof.record.journal.JournalWriter;
import dev.logproof.record.journal.RunJournal;
import dev.logproof.record.result.Json;
import dev.logproof.record.result.VerdictResult.Latency;
import dev.logproof.record.result.VerdictResult.Shape;
import dev.logproof.record.result.VerdictResult.Threshold;
import dev.logproof.record.tracer.SequenceRanges;
import dev.logproof.samples.VerdictSample;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Merges two generators' files into one page. */
class LoadReportTest {
  private static final long START = 1_767_323_040_000L;
  private static final String RESULT =
      """
      {"version": 1, "logproofVersion": "0.1.0", "runId": "big", "seed": 7,
       "startedAtMillis": %1$d, "seconds": 2.0, "targets": ["127.0.0.1:1"], "connections": 1,
       "tag": "t", "targetBytesPerSecond": 1e6, "achievedBytesPerSecond": 1e6, "events": 3000,
       "bytes": 2000000, "tracersAttempted": 100, "reconnects": 1, "resentEvents": 2,
       "maxLatenessMillis": %2$d, "valid": %3$s, "invalidReasons": [%4$s],
       "stopReason": "duration"}""";

  @TempDir Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private void segment(int segment, long micros, String reasons) throws IOException {
    Path part = Files.createDirectories(directory.resolve("part-" + segment));
    try (JournalWriter journal = JournalWriter.create(part)) {
      journal.write(
          new JournalEntry.Start(RunJournal.VERSION, "big", 7, START, 2, "none", segment, 2));
      journal.write(
          new JournalEntry.Mark(START + 2_000, segment - 1, 100, SequenceRanges.firstOf(100), 100));
      journal.write(new JournalEntry.End(START + 2_000, "duration", true));
    }
    Files.writeString(
        part.resolve("load.json"), RESULT.formatted(START, segment, reasons.isEmpty(), reasons));
    try (PrintStream file = new PrintStream(part.resolve("latency.hlog").toFile())) {
      HistogramLogWriter log = new HistogramLogWriter(file);
      log.outputLogFormatVersion();
      for (int second = 0; second < 2; second++) {
        Histogram interval = new Histogram(3);
        interval.setTag("write-corrected");
        interval.setStartTimeStamp(START + second * 1_000L);
        interval.setEndTimeStamp(START + second * 1_000L + 1_000);
        interval.recordValueWithCount(micros, 50);
        log.outputIntervalHistogram(interval);
      }
    }
  }

  private Path verdict(String runId) throws IOException {
    Path file = directory.resolve("verdict.json");
    Json.replace(
        file,
        VerdictSample.of("fail")
            .runId(runId)
            .reasons(List.of("2 of 200 tracers are lost"))
            .sent(200, 200)
            .lost(2, 1, "5..6")
            .thresholds(new Threshold("lost<=0", 2, false))
            .shapes(new Shape(runId, "one chunk", "a <block>"))
            .lostAt(START)
            .found("scan,athena", new Latency(198, 3, 5, 7, 9))
            .build());
    return file;
  }

  private int run(String... words) {
    CommandLine line = Program.commandLine(new ReportCommand(), Map.of());
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    List<String> all = new ArrayList<>(List.of("--journal", directory.toString()));
    all.addAll(List.of(words));
    return line.execute(all.toArray(String[]::new));
  }

  @Test
  void sumsSegmentsAndMergesHistograms() throws IOException {
    segment(1, 1_000, "");
    segment(2, 9_000, "");
    assertThat(run("--format", "json", "--verdict", verdict("big").toString())).isEqualTo(1);
    JsonNode summary = new ObjectMapper().readTree(out.toString());
    assertThat(summary.path("segments").asInt()).isEqualTo(2);
    assertThat(summary.path("events").asLong()).isEqualTo(6_000);
    assertThat(summary.path("achievedBytesPerSecond").asDouble()).isEqualTo(2e6);
    assertThat(summary.path("tracersAttempted").asLong()).isEqualTo(200);
    JsonNode latency = summary.path("latencies").get(0);
    assertThat(latency.path("events").asLong()).isEqualTo(200);
    assertThat(latency.path("p50").asDouble()).isBetween(0.99, 1.01);
    assertThat(latency.path("p99").asDouble()).isBetween(8.9, 9.1);
    assertThat(summary.path("verdict").asText()).isEqualTo("fail");
  }

  @Test
  void isUnknownForVerdictOnOtherTracers() throws IOException {
    segment(1, 1_000, "");
    segment(2, 9_000, "");
    Path file = verdict("big");
    Files.writeString(
        file, Files.readString(file).replace("\"attempted\" : 200", "\"attempted\" : 150"));
    assertThat(run("--verdict", file.toString())).isEqualTo(2);
    assertThat(out.toString())
        .contains("unknown: the verdict covers 150 tracers, the journals 200");
  }

  @Test
  void showsSentAndArrivedLoadOnPage() throws IOException {
    segment(1, 1_000, "");
    segment(2, 9_000, "");
    run("--verdict", verdict("big").toString());
    String page = Files.readString(directory.resolve("load-report.html"));
    assertThat(page)
        .contains("2 of 2", "2.00 MB/s", "lost of big source 1", "5..6", "one chunk")
        .contains("a &lt;block&gt;", "not kept", "p50 3 s, p90 5 s", "scan,athena")
        .contains("\"slices\":[{\"startMillis\":" + START + ",\"lost\":2}]")
        .doesNotContain("a <block>");
    assertThat(out.toString()).contains("2 of 2 segments").contains("verdict: fail");
  }

  @Test
  void isUnknownWithoutVerdictSegmentOrValidLoad() throws IOException {
    segment(1, 1_000, "");
    assertThat(run("--verdict", verdict("big").toString())).isEqualTo(2);
    assertThat(out.toString()).contains("of its 2 segments these are not here: [2]");
    segment(2, 9_000, "");
    assertThat(run()).isEqualTo(2);
    assertThat(out.toString()).contains("its arrival was not verified");
    Files.writeString(
        directory.resolve("part-2/load.json"),
        RESULT.formatted(START, 2, false, "\"it <stood> still\""));
    assertThat(run("--verdict", verdict("big").toString())).isEqualTo(2);
    assertThat(out.toString()).contains("the load is not valid: it <stood> still");
  }

  @Test
  void rejectsVerdictOfOtherRunAndDamagedHistogram() throws IOException {
    segment(1, 1_000, "");
    segment(2, 9_000, "");
    assertThat(run("--verdict", verdict("other").toString())).isEqualTo(64);
    assertThat(err.toString()).contains("is of [other], not of run big");
    Files.writeString(directory.resolve("part-1/latency.hlog"), "1,2,3,nonsense\n");
    assertThat(run()).isEqualTo(64);
    assertThat(err.toString()).contains("latency.hlog");
  }

  @Test
  void drawsMergedHistogramsAndPrintsThem() throws IOException {
    segment(1, 1_000, "");
    segment(2, 9_000, "");
    assertThat(run("--format", "markdown", "--verdict", verdict("big").toString())).isEqualTo(1);
    assertThat(out.toString())
        .startsWith("### big: fail\n")
        .contains("| write-corrected | 200 | 1.00 | 9.01 | 9.01 |");
    assertThat(Files.readString(directory.resolve("load-report.html")))
        .contains("Latency by percentile", "merged exactly", "p99 latency, ms");
  }
}
