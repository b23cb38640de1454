package dev.logproof.loadgen.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.record.result.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Tests that events never block their producers. */
class EventStreamTest {
  private static final RunEvent STOPPING = new RunEvent.Stopping(7, "signal");

  @Test
  void writesAllEventsInOrderBeforeClose() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<RunEvent> given =
        List.of(
            new RunEvent.Started(RunEvent.VERSION, 1, "v", "r", 2, List.of("h:1"), 3, 4.5, 6),
            new RunEvent.Connected(1, 0, "h:1", 1),
            new RunEvent.StageChanged(1, 0, 1, 30, 9e6),
            new RunEvent.Second(1, 1, 9e6, 9e6, 34_000, 9_000_000, 8, 0, 0, 20.5, 0.05, 0, 0),
            new RunEvent.Disconnected(1, 0, "h:1", "Broken pipe"),
            STOPPING,
            new RunEvent.Finished(9, "signal", false, List.of("because")));
    try (EventStream stream = EventStream.to(out)) {
      given.forEach(stream);
    }
    List<String> lines = out.toString(UTF_8).lines().toList();
    assertThat(lines).hasSize(given.size());
    for (int line = 0; line < lines.size(); line++) {
      assertThat(Json.parse(lines.get(line), RunEvent.class)).isEqualTo(given.get(line));
    }
    assertThat(lines.get(0)).startsWith("{\"type\":\"started\",\"version\":1,");
  }

  @Test
  void dropsEventsWhenReaderDoesNotRead() {
    CountDownLatch reading = new CountDownLatch(1);
    OutputStream stuck =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            try {
              reading.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          }
        };
    try (EventStream stream = EventStream.to(stuck)) {
      for (int given = 0; given < 10_000; given++) {
        stream.accept(STOPPING);
      }
      assertThat(stream.dropped()).isPositive();
      reading.countDown();
    }
  }

  @Test
  void dropsNothingWithoutReader() {
    try (EventStream stream = EventStream.NONE) {
      for (int given = 0; given < 10_000; given++) {
        stream.accept(STOPPING);
      }
      assertThat(stream.dropped()).isZero();
    }
  }
}
