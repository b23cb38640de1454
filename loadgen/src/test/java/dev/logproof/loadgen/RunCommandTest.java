package dev.logproof.loadgen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.commandline.Program;
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

/** Whole runs against receivers on real sockets. */
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
  void whatTheResultSaysIsWhatTheReceiverGot() throws Exception {
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
    }
  }

  @Test
  void theJournalTellsWhatWasSent() throws Exception {
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
  void whenATargetResetsItsClientsTheNextOneGetsTheRest() throws Exception {
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
  void aReceiverThatStopsReadingMakesTheRunInvalid() throws Exception {
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
      assertThat(JournalReader.read(run()).end().orElseThrow().valid()).isFalse();
    }
  }

  @Test
  void aTargetThatNobodyListensOnIsNamed() throws Exception {
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
    "--target-file,absent,absent"
  })
  void badInputIsNamedWithWhatWasExpected(String flag, String value, String expected) {
    assertThat(run(flag, value)).isEqualTo(64);
    assertThat(err.toString()).contains(value).contains(expected);
  }

  @Test
  void aRunIsNeverWrittenOverAnother() throws IOException {
    Files.createDirectories(run());
    Files.writeString(run().resolve(RunJournal.FILE_NAME), "");
    assertThat(run()).exists();
    assertThat(run("--target", "127.0.0.1:1")).isEqualTo(64);
  }
}
