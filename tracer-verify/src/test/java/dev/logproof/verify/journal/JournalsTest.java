package dev.logproof.verify.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.verify.source.DirectorySource;
import dev.logproof.verify.source.ObjectSource.Listing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Selection of runs by time, to the millisecond. */
class JournalsTest {
  @TempDir Path directory;

  private Journals since(Instant since) {
    return Journals.since(List.of(directory), since, warning -> {});
  }

  /** The run ends within a millisecond of the edge of an hour. */
  @ParameterizedTest
  @ValueSource(
      strings = {"2026-01-01T12:00:00Z", "2026-01-01T11:59:59.999Z", "2026-01-01T12:00:00.001Z"})
  void verifiesRunInProgressAtSince(String ended) throws IOException {
    Instant end = Instant.parse(ended);
    LoadRuns.whole(directory.resolve("r"), "r", end);
    assertThat(since(end).verified()).containsOnlyKeys("r");
    assertThat(since(end.minusSeconds(3_600)).verified()).containsOnlyKeys("r");
    assertThatThrownBy(() -> since(end.plusMillis(1)))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("holds no run that was under way since");
  }

  @Test
  void verifiesKilledRunByLastMark() throws IOException {
    Instant end = Instant.parse("2026-01-01T12:00:00Z");
    LoadRuns.cutOff(directory.resolve("r"), "r", end, "none");
    assertThat(since(end).verified()).containsOnlyKeys("r");
    assertThat(since(end).end()).isEqualTo(end);
    assertThatThrownBy(() -> since(end.plusMillis(1))).isInstanceOf(CommandFailure.class);
  }

  @Test
  void verifiesAllSegmentsWhenOneIsInProgress() throws IOException {
    Instant end = Instant.parse("2026-01-01T12:00:00Z");
    LoadRuns.segment(directory.resolve("1"), "r", end, 1, 2);
    LoadRuns.segment(directory.resolve("2"), "r", end.minusSeconds(20), 2, 2);
    Journals runs = since(end.minusSeconds(10));
    assertThat(runs.verified().get("r").segments()).containsExactlyInAnyOrder(1, 2);
    assertThat(runs.invalid()).isEmpty();
    assertThat(runs.bystanders()).isEmpty();
  }

  @Test
  void leavesOutAnEarlierRunWithTheSameId() throws IOException {
    Instant end = Instant.parse("2026-01-01T12:00:00Z");
    LoadRuns.whole(directory.resolve("now"), "r", end);
    LoadRuns.segment(directory.resolve("before"), "r", end.minusSeconds(3_600), 2, 2);
    assertThat(since(end).verified().get("r").segments()).containsExactly(1);
  }

  @Test
  void treatsEndedRunAsBystander() throws IOException {
    Instant end = Instant.parse("2026-01-01T12:00:00Z");
    LoadRuns.whole(directory.resolve("now"), "now", end);
    LoadRuns.whole(directory.resolve("before"), "before", end.minusMillis(1));
    assertThat(since(end).verified()).containsOnlyKeys("now");
    assertThat(since(end).bystanders()).containsExactly("before");
  }

  @Test
  void listsObjectWrittenAtSinceInAnyFolder() throws IOException {
    Instant noon = Instant.parse("2026-01-01T12:00:00Z");
    for (String name : List.of("2026/01/01/11/a", "2026/01/01/12/b")) {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "x");
      Files.setLastModifiedTime(file, FileTime.from(noon));
    }
    DirectorySource source = new DirectorySource(directory);
    assertThat(source.list(noon, Listing.RECENT_FOLDERS)).hasSize(2);
    assertThat(source.list(noon.plusMillis(1), Listing.RECENT_FOLDERS)).isEmpty();
  }
}
