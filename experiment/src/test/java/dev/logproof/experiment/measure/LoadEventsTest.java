package dev.logproof.experiment.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.experiment.measure.LoadEvents.Second;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Follows a file of run events while it is written. */
class LoadEventsTest {
  private static final String STARTED = "{\"type\":\"started\",\"version\":1}\n";
  private static final String SECOND =
      "{\"type\":\"second\",\"atMillis\":7,\"elapsedSeconds\":1.0,\"targetBytesPerSecond\":9e6,"
          + "\"achievedBytesPerSecond\":8.5e6,\"messages\":40,\"reconnects\":2,"
          + "\"maxLatenessMillis\":3.5}\n";

  @TempDir Path temp;

  @Test
  void returnsEachSecondOnce() throws IOException {
    Path file = temp.resolve("events.jsonl");
    LoadEvents events = new LoadEvents(file);
    assertThat(events.read()).isEmpty();
    Files.writeString(file, STARTED + SECOND + SECOND.substring(0, 30));
    assertThat(events.read()).containsExactly(new Second(7, 9e6, 8.5e6, 40, 2, 3.5));
    assertThat(events.read()).isEmpty();
    Files.writeString(file, SECOND.substring(30), StandardOpenOption.APPEND);
    assertThat(events.read()).hasSize(1);
  }
}
