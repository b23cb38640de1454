package dev.logproof.system.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** Starts load generators that send to one task. */
public final class Loadgen {
  private static final Duration TIME_LIMIT = Duration.ofMinutes(3);

  private Loadgen() {}

  /** Starts {@code loadgen run} in {@code directory} with {@code more} arguments. */
  public static RunningProgram start(Path directory, AggregatorTask task, String... more)
      throws IOException {
    return start(directory, Map.of(), task, more);
  }

  /** Starts {@code loadgen run} with environment variables. */
  public static RunningProgram start(
      Path directory, Map<String, String> environment, AggregatorTask task, String... more)
      throws IOException {
    String target = "--target=127.0.0.1:" + task.forwardPort();
    return RunningProgram.start(
        directory,
        environment,
        "loadgen",
        Stream.concat(Stream.of("run", "--quiet", target), Stream.of(more)).toArray(String[]::new));
  }

  /** Sends a whole load, which must be valid. */
  public static void run(Path directory, AggregatorTask task, String... more)
      throws IOException, InterruptedException {
    assertValid(start(directory, task, more));
  }

  /** Sends a whole load, journaled in {@code journal}, after which the task stops cleanly. */
  public static void runAndStop(Path directory, AggregatorTask task, Path journal, String... more)
      throws IOException, InterruptedException {
    Stream<String> always = Stream.of("--tolerance=20%", "--journal=" + journal);
    run(directory, task, Stream.concat(always, Stream.of(more)).toArray(String[]::new));
    assertThat(task.stop()).isZero();
  }

  /** Waits for the end of {@code load}, which must be valid. */
  public static void assertValid(RunningProgram load) throws IOException, InterruptedException {
    assertThat(load.awaitEnd(TIME_LIMIT)).as(load.stderr()).isZero();
  }

  /** Lines of a journal so far: one per connection and second. */
  public static long marks(Path runDirectory) throws IOException {
    Path journal = runDirectory.resolve("sent.jsonl");
    return Files.exists(journal) ? Files.readString(journal).lines().count() : 0;
  }
}
