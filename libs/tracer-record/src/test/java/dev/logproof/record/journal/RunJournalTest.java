package dev.logproof.record.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.record.tracer.SequenceRanges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal is readable even after its writer was killed. */
class RunJournalTest {
  @TempDir Path temp;
  private Path run;

  @BeforeEach
  void write() throws IOException {
    run = temp.resolve("run");
    try (JournalWriter writer = JournalWriter.create(run)) {
      writer.write(new JournalEntry.Start(RunJournal.VERSION, "run-1", 7, 1000, 2, "none"));
      writer.write(new JournalEntry.Mark(1000, 0, 0, SequenceRanges.EMPTY, 9));
      writer.write(new JournalEntry.Mark(2000, 0, 9, SequenceRanges.parse("0..4, 6..8"), 18));
    }
  }

  private void append(String text) throws IOException {
    Files.writeString(run.resolve(RunJournal.FILE_NAME), text, StandardOpenOption.APPEND);
  }

  @Test
  void usesLastMarkOfEachSource() throws IOException {
    RunJournal journal = JournalReader.read(run);
    assertThat(journal.sources())
        .containsExactly(
            new RunJournal.Source(9, SequenceRanges.parse("0..4, 6..8"), 18),
            new RunJournal.Source(0, SequenceRanges.EMPTY, 0));
    assertThat(journal.attempted()).isEqualTo(9);
    assertThat(journal.complete()).isFalse();
  }

  @Test
  void isCompleteAfterEndLine() throws IOException {
    append("{\"type\":\"end\",\"atMillis\":3000,\"stopReason\":\"duration\",\"valid\":true}\n");
    assertThat(JournalReader.read(run).complete()).isTrue();
  }

  @Test
  void ignoresTruncatedLastLine() throws IOException {
    append("{\"type\":\"mark\",\"atMil");
    assertThat(JournalReader.read(run).attempted()).isEqualTo(9);
  }

  @Test
  void reportsFileAndLineOfBrokenLine() throws IOException {
    append("garbage\n{\"type\":\"end\",\"atMillis\":3000,\"stopReason\":\"x\",\"valid\":true}\n");
    assertThatThrownBy(() -> JournalReader.read(run)).hasMessageContaining("sent.jsonl:4");
  }

  @Test
  void rejectsExistingJournal() {
    assertThatThrownBy(() -> JournalWriter.create(run)).isInstanceOf(IOException.class);
  }

  @Test
  void mergesSegmentsAndRejectsSegmentOfOtherRun() throws IOException {
    RunJournal first = segment("1", 1, 2, 2);
    RunJournal second = segment("2", 2, 2, 2);
    RunJournal merged = RunJournal.merge(List.of(first, second));
    assertThat(merged.attempted()).isEqualTo(30);
    assertThat(merged.sources().get(1).attempted()).isEqualTo(20);
    assertThat(merged.complete()).isTrue();
    RunJournal stranger = segment("3", 3, 3, 3);
    assertThatThrownBy(() -> RunJournal.merge(List.of(first, stranger)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the number of sources is 2 and 3");
  }

  private RunJournal segment(String name, int segment, int segments, int sources)
      throws IOException {
    Path parts = temp.resolve(name);
    try (JournalWriter writer = JournalWriter.create(parts)) {
      writer.write(
          new JournalEntry.Start(
              RunJournal.VERSION, "run-1", 7, 1000, sources, "none", segment, segments));
      writer.write(
          new JournalEntry.Mark(
              2000, segment - 1, 10L * segment, SequenceRanges.EMPTY, 10L * segment));
      writer.write(new JournalEntry.End(3000, "duration", true));
    }
    return JournalReader.read(parts);
  }
}
