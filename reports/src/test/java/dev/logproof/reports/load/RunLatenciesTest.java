package dev.logproof.reports.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.logproof.record.journal.JournalEntry;
import dev.logproof.record.journal.JournalWriter;
import dev.logproof.record.journal.RunJournal;
import dev.logproof.record.tracer.SequenceRanges;
import dev.logproof.reports.RichRun;
import dev.logproof.reports.run.StoredRun;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histograms of a run's generators are added; percentiles stand in where there are none. */
class RunLatenciesTest {
  private static final long START = 1_767_323_040_000L;

  @TempDir Path directory;

  /** One of two generators of a load run. */
  private void generator(String runId, int segment, int events, long micros) throws IOException {
    Path part = Files.createDirectories(directory.resolve(runId + "-" + segment));
    try (JournalWriter journal = JournalWriter.create(part)) {
      journal.write(
          new JournalEntry.Start(RunJournal.VERSION, runId, 7, START, 2, "none", segment, 2));
      journal.write(
          new JournalEntry.Mark(START + 2_000, segment - 1, 100, SequenceRanges.firstOf(100), 100));
      journal.write(new JournalEntry.End(START + 2_000, "duration", true));
    }
    try (PrintStream file = new PrintStream(part.resolve("latency.hlog").toFile())) {
      HistogramLogWriter log = new HistogramLogWriter(file);
      log.outputLogFormatVersion();
      Histogram interval = new Histogram(3);
      interval.setTag("write-corrected");
      interval.setStartTimeStamp(START);
      interval.setEndTimeStamp(START + 1_000);
      interval.recordValueWithCount(micros, events);
      log.outputIntervalHistogram(interval);
    }
  }

  private RunLatencies read() {
    return RunLatencies.of(new StoredRun(directory, RichRun.with("text")));
  }

  private static LatencyGroup group(RunLatencies all, String target, String loads) {
    return all.groups().stream()
        .filter(group -> group.target().equals(target) && group.loads().equals(loads))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void addsHistogramsOfAllGeneratorsAndRuns() throws IOException {
    for (int number = 1; number <= 6; number++) {
      generator("o" + number, 1, 90, 1_000);
      generator("o" + number, 2, 10, 50_000);
    }
    LatencyGroup ours = group(read(), "ours", "deployments");
    assertThat(ours.isExact()).isTrue();
    assertThat(ours.runs()).isEqualTo(6);
    assertThat(ours.generators()).isEqualTo(12);
    assertThat(ours.events()).isEqualTo(600);
    assertThat(ours.at(50)).isCloseTo(1, within(0.01));
    assertThat(ours.at(90)).as("nine of ten are fast").isCloseTo(1, within(0.01));
    assertThat(ours.at(91))
        .as("no average of the generators' percentiles")
        .isCloseTo(50, within(0.1));
  }

  @Test
  void takesPercentilesOfEachRunWithoutHistograms() {
    RunLatencies latencies = read();
    LatencyGroup first = group(latencies, RichRun.FOREIGN, "deployment 1");
    assertThat(first.isExact()).isFalse();
    assertThat(first.at(99)).isEqualTo(6);
    assertThat(first.at(100)).isEqualTo(310);
    assertThat(latencies.remarks()).anyMatch(remark -> remark.contains("no run journal"));
  }

  @Test
  void saysWhichHistogramCannotBeRead() throws IOException {
    for (int number = 1; number <= 6; number++) {
      generator("o" + number, 1, 90, 1_000);
      generator("o" + number, 2, 10, 50_000);
    }
    Files.writeString(directory.resolve("o3-1/latency.hlog"), "1,2,3,nonsense\n");
    RunLatencies latencies = read();
    assertThat(latencies.remarks()).anyMatch(remark -> remark.contains("o3-1/latency.hlog"));
    assertThat(group(latencies, "ours", "deployment 3").isExact()).isFalse();
  }
}
