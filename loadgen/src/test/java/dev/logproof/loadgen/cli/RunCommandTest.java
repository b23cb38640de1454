package dev.logproof.loadgen.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.logproof.commandline.Program;
import dev.logproof.loadgen.event.RunEvent;
import dev.logproof.record.journal.JournalReader;
import dev.logproof.record.journal.RunJournal;
import dev.logproof.record.result.Json;
import dev.logproof.record.result.LoadResult;
import dev.logproof.record.tracer.SequenceRanges;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Tests complete runs over real sockets. */
class RunCommandTest {
  @TempDir Path temp;
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("run", "--quiet", "--journal", run().toString()));
    Collections.addAll(all, arguments);
    CommandLine line = Program.commandLine(new LoadgenCommand(), Map.of());
    line.setErr(new PrintWriter(err));
    return line.execute(all.toArray(String[]::new));
  }

  private Path run() {
    return temp.resolve("run");
  }

  private LoadResult result() throws IOException {
    return Json.read(run().resolve(LoadResult.FILE_NAME), LoadResult.class);
  }

  private static String target(Receiver receiver) {
    return "127.0.0.1:" + receiver.port();
  }

  @Test
  void reportsWhatReceiverGot() throws Exception {
    try (Receiver receiver = Receiver.reading()) {
      run(
          "--target",
          target(receiver),
          "--rate",
          "200kB/s",
          "--duration",
          "1s",
          "--tracers",
          "50/s");
      LoadResult result = result();
      receiver.awaitBytes(result.bytes());
      assertThat(receiver.bytes()).isEqualTo(result.bytes()).isGreaterThanOrEqualTo(200_000);
      assertThat(receiver.tracers()).isEqualTo(result.tracersAttempted()).isEqualTo(50);
      assertThat(result.events()).isEqualTo(receiver.events());
      assertThat(result.stopReason()).isEqualTo("duration");
      assertThat(run().resolve("latency.hlog")).isNotEmptyFile();
      assertThat(result.latencies())
          .extracting(LoadResult.Latency::kind, LoadResult.Latency::events)
          .containsExactly(
              tuple("write-corrected", result.events()),
              tuple("write-uncorrected", result.events()));
      assertThat(result.generator().orElseThrow().ownLatenessMillis())
          .isBetween(0.0, result.maxLatenessMillis());
    }
  }

  @Test
  void emitsRunEventsWhileRunning() throws Exception {
    Path events = temp.resolve("events.jsonl");
    try (Receiver receiver = Receiver.reading()) {
      run(
          "--target",
          target(receiver),
          "--stage=0s:100kB/s",
          "--stage=1s:100kB/s",
          "--stage=200ms:200kB/s",
          "--connections=2",
          "--events",
          events.toString());
    }
    List<RunEvent> told = new ArrayList<>();
    for (String line : Files.readAllLines(events)) {
      told.add(Json.parse(line, RunEvent.class));
    }
    assertThat(told.get(0)).isInstanceOf(RunEvent.Started.class);
    assertThat(told.subList(1, 3)).hasOnlyElementsOfType(RunEvent.Connected.class);
    assertThat(told).filteredOn(RunEvent.StageChanged.class::isInstance).hasSize(3);
    assertThat(told).filteredOn(RunEvent.Disconnected.class::isInstance).hasSize(2);
    List<RunEvent.Second> seconds =
        told.stream()
            .filter(RunEvent.Second.class::isInstance)
            .map(RunEvent.Second.class::cast)
            .toList();
    assertThat(seconds).hasSizeGreaterThanOrEqualTo(2);
    assertThat(seconds.get(0).connectionsOpen()).isEqualTo(2);
    assertThat(seconds.get(seconds.size() - 1).messages()).isEqualTo(result().events());
    RunEvent.Finished finished = (RunEvent.Finished) told.get(told.size() - 1);
    assertThat(finished.valid()).isEqualTo(result().valid());
    assertThat(told).contains(new RunEvent.Stopping(stoppingAt(told), "duration"));
  }

  private static long stoppingAt(List<RunEvent> told) {
    return told.stream()
        .filter(RunEvent.Stopping.class::isInstance)
        .mapToLong(notice -> ((RunEvent.Stopping) notice).atMillis())
        .sum();
  }

  @Test
  void recordsSentTracersInJournal() throws Exception {
    try (Receiver receiver = Receiver.reading()) {
      run(
          "--target",
          target(receiver),
          "--rate",
          "100kB/s",
          "--duration",
          "1s",
          "--connections",
          "2");
    }
    RunJournal journal = JournalReader.read(run());
    assertThat(journal.complete()).isTrue();
    assertThat(journal.attempted()).isEqualTo(18);
    assertThat(journal.sources())
        .containsOnly(new RunJournal.Source(9, SequenceRanges.firstOf(9), 9));
  }

  @Test
  void switchesToNextTargetAfterReset() throws Exception {
    try (Receiver first = Receiver.resettingAfter(20_000);
        Receiver second = Receiver.reading()) {
      String targets = target(first) + "," + target(second);
      run("--target", targets, "--rate", "200kB/s", "--duration", "1s", "--connections", "1");
      LoadResult result = result();
      assertThat(result.reconnects()).isPositive();
      assertThat(second.bytes()).isPositive();
      assertThat(result.events()).isGreaterThan(700);
    }
  }

  @Test
  void isInvalidWhenReceiverStopsReading() throws Exception {
    try (Receiver receiver = Receiver.notReading()) {
      int exitCode =
          run(
              "--target",
              target(receiver),
              "--rate",
              "40MB/s",
              "--duration",
              "1s",
              "--connections",
              "1");
      assertThat(exitCode).isEqualTo(2);
      assertThat(result().valid()).isFalse();
      assertThat(result().invalidReasons().toString()).contains("never sent");
      assertThat(err.toString())
          .contains("loadgen run: invalid: " + result().invalidReasons().get(0));
      assertThat(JournalReader.read(run()).end().orElseThrow().valid()).isFalse();
    }
  }

  @Test
  void reportsUnreachableTarget() throws Exception {
    int port;
    try (Receiver receiver = Receiver.reading()) {
      port = receiver.port();
    }
    assertThat(run("--target", "127.0.0.1:" + port)).isEqualTo(2);
    assertThat(err.toString()).contains("127.0.0.1:" + port).hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource({
    "--target,nowhere,host:port",
    "--rate,9,9MB/s",
    "--tracers,18,18/s",
    "--duration,30,30s",
    "--connections,0,between 1 and",
    "--run-id,UPPER,run-id",
    "--tolerance,5,0.5%",
    "--target-file,absent,absent",
    "--tick,2s,at most 200ms",
    "--events,absent/events,cannot be written",
    "--shared-key,absent,no readable file",
    "--tls-ca,absent,without --tls"
  })
  void badInputIsNamedWithWhatWasExpected(String flag, String value, String expected) {
    assertThat(run(flag, value)).isEqualTo(64);
    assertThat(err.toString()).contains(flag).contains(expected);
  }

  @Test
  void rejectsDirectoryOfExistingRun() throws IOException {
    Files.createDirectories(run());
    Files.writeString(run().resolve(RunJournal.FILE_NAME), "");
    assertThat(run()).exists();
    assertThat(run("--target", "127.0.0.1:1")).isEqualTo(64);
  }
}
