package dev.logproof.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Verifies common error reports and exit codes. */
class ProgramTest {
  /** A command that fails as its options specify. */
  @Command(name = "demo", mixinStandardHelpOptions = true)
  static final class Demo implements Callable<Integer> {
    @Mixin CommandOptions options = new CommandOptions();

    @Option(names = "--rate")
    ByteRate rate = new ByteRate(1);

    @Option(names = "--fail")
    String fail = "";

    @Override
    public Integer call() {
      return switch (fail) {
        case "input" -> throw CommandFailure.badInput("no such thing");
        case "unknown" -> throw CommandFailure.unknown("nothing read");
        case "bug" -> throw new IllegalStateException("oops");
        default -> ExitCode.PASS;
      };
    }
  }

  private final StringWriter err = new StringWriter();
  private final Demo demo = new Demo();

  private int run(Map<String, String> environment, String... args) {
    CommandLine line = Program.commandLine(demo, environment);
    line.setErr(new PrintWriter(err));
    return line.execute(args);
  }

  @Test
  void reportsBadInputInOneLineWithCode64() {
    assertThat(run(Map.of(), "--fail", "input")).isEqualTo(64);
    assertThat(err.toString()).isEqualTo("demo: no such thing\n");
  }

  @Test
  void exitsWithCode2WhenNothingIsMeasured() {
    assertThat(run(Map.of(), "--fail", "unknown")).isEqualTo(2);
  }

  @Test
  void exitsWithCode70WithoutStackTraceOnInternalError() {
    assertThat(run(Map.of(), "--fail", "bug")).isEqualTo(70);
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void printsStackTraceWhenVerbose() {
    run(Map.of(), "--fail", "bug", "--verbose");
    assertThat(err.toString()).contains("\tat ");
  }

  @Test
  void reportsUnknownOptionInOneLineWithCode64() {
    assertThat(run(Map.of(), "--frobnicate")).isEqualTo(64);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains("--frobnicate").contains("demo --help");
  }

  @Test
  void reportsExpectedFormOfMalformedValue() {
    assertThat(run(Map.of(), "--rate", "fast")).isEqualTo(64);
    assertThat(err.toString()).contains("--rate").contains("'fast'").contains("9MB/s");
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void readsOptionsFromEnvironment() {
    assertThat(run(Map.of("LOGPROOF_RATE", "3MB/s"))).isZero();
    assertThat(demo.rate.bytesPerSecond()).isEqualTo(3e6);
  }

  @Test
  void prefersCommandLineToEnvironment() {
    run(Map.of("LOGPROOF_RATE", "3MB/s"), "--rate", "5MB/s");
    assertThat(demo.rate.bytesPerSecond()).isEqualTo(5e6);
  }
}
