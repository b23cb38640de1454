package dev.logproof.system.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.system.support.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifies that programs report invalid input in one line. */
class BadInputIT {
  private static final Duration TIME_LIMIT = Duration.ofMinutes(1);

  @TempDir Path directory;

  /** A command line, its exit code, and text in the message. */
  record Mistake(String line, int exitCode, String names) {}

  static Stream<Mistake> mistakes() {
    return Stream.of(
        new Mistake("aggregator serve --config absent.conf", 64, "absent.conf"),
        new Mistake("aggregator check --config absent.conf", 64, "absent.conf"),
        new Mistake("aggregator check --config broken.conf", 64, "broken.conf:1"),
        new Mistake("aggregator serve --frobnicate", 64, "--frobnicate"),
        new Mistake("loadgen run --rate 9 --target 127.0.0.1:1", 64, "'9'"),
        new Mistake("loadgen run --rate fast --target 127.0.0.1:1", 64, "'fast'"),
        new Mistake("loadgen run --rate 1MB/s --target nowhere", 64, "nowhere"),
        new Mistake("loadgen run --rate 1MB/s --target 127.0.0.1:1", 2, "127.0.0.1:1"),
        new Mistake("verify tracers --since yesterday", 64, "yesterday"),
        new Mistake("verify tracers --since 1h --journal absent --s3 s3://b", 64, "absent"),
        new Mistake("verify tracers --since 1h --journal . --s3 s3://b", 64, "journal"),
        new Mistake("capacity-plan --load lots", 64, "lots"),
        new Mistake("capacity-plan --results absent --load 45MB/s", 64, "absent"),
        new Mistake("experiment reproduce --deployments many", 64, "many"),
        new Mistake("local-aws serve --s3-port seven", 64, "seven"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void reportsBadInputInOneLine(Mistake mistake) throws IOException, InterruptedException {
    Files.writeString(directory.resolve("broken.conf"), "<source>\n@type forward\n");
    List<String> words = List.of(mistake.line().split(" ", -1));
    RunningProgram program =
        RunningProgram.start(
            directory,
            Map.of("AWS_REGION", "us-west-2"),
            words.get(0),
            words.subList(1, words.size()).toArray(String[]::new));
    int exitCode = program.awaitEnd(TIME_LIMIT);
    assertThat(program.stderr().lines()).as(program.stderr()).hasSize(1);
    assertThat(program.stderr()).contains(mistake.names()).doesNotContain("\tat ");
    assertThat(exitCode).as(program.stderr()).isEqualTo(mistake.exitCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aggregator",
        "loadgen",
        "local-aws",
        "verify",
        "capacity-plan",
        "report",
        "experiment"
      })
  void printsHelpAndVersionOfEveryProgram(String command) throws IOException, InterruptedException {
    RunningProgram help = RunningProgram.start(directory, Map.of(), command, "--help");
    assertThat(help.awaitEnd(TIME_LIMIT)).isZero();
    assertThat(help.stdout()).contains("Usage: " + command);
    RunningProgram version = RunningProgram.start(directory, Map.of(), command, "--version");
    assertThat(version.awaitEnd(TIME_LIMIT)).isZero();
    assertThat(version.stdout()).matches("(?s)logproof \\d+\\.\\d+\\.\\d+ .*");
  }
}
