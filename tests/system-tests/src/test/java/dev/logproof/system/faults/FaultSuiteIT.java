package dev.logproof.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.system.support.InconclusiveTest;
import dev.logproof.system.support.LocalCloud;
import dev.logproof.system.support.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/**
 * Checks loss and duplication of named faults. {@code ./mvnw verify} runs a few, {@code -Pfull} the
 * default ones, {@code bin/fault-suite} all.
 */
class FaultSuiteIT {
  /** {@code few}, {@code default}, {@code all}, or scenario names. */
  private static final String CHOICE = System.getProperty("logproof.faults", "few");

  /** Of the default scenarios, one of Firehose, of a response, of kills and of clients each. */
  private static final Set<String> FEW =
      Set.of("throttle", "accept-then-fail", "sigkill", "gzip-bomb");

  private static final boolean FULL_LENGTH = Boolean.getBoolean("logproof.faults.full");
  private static final List<String> ROWS = new ArrayList<>();

  @TempDir static Path directory;
  private static LocalCloud cloud;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    cloud =
        LocalCloud.start(directory, "--faults", "--kinesis-stream", OutputFaults.KINESIS_STREAM);
    System.out.println(FaultOutcome.header());
  }

  @AfterAll
  static void report() throws IOException {
    cloud.close();
    List<String> lines = new ArrayList<>(List.of(FaultOutcome.header()));
    lines.addAll(ROWS);
    Files.write(RunningProgram.home().resolve("tests/system-tests/target/fault-suite.txt"), lines);
  }

  /** A misspelt name would select nothing, which looks like success. */
  @Test
  void knowsEveryChosenFault() {
    List<String> known = FaultCase.all().map(FaultCase::name).toList();
    assertThat(known).containsAll(FEW);
    if (!List.of("few", "default", "all").contains(CHOICE)) {
      assertThat(known).contains(CHOICE.split(",", -1));
    }
  }

  @TestFactory
  Stream<DynamicTest> staysWithinAllowedLossUnderEachFault() {
    return FaultCase.all()
        .flatMap(
            fault ->
                Stream.of(false, true)
                    .filter(acks -> chosen(fault, acks))
                    .map(acks -> test(fault, acks)));
  }

  private static boolean chosen(FaultCase fault, boolean acks) {
    return switch (CHOICE) {
      case "few" -> FEW.contains(fault.name()) && fault.byDefault().include(acks);
      case "default" -> fault.byDefault().include(acks);
      case "all" -> true;
      default -> List.of(CHOICE.split(",", -1)).contains(fault.name());
    };
  }

  private static DynamicTest test(FaultCase fault, boolean acks) {
    String name = fault.name() + (acks ? "-with-acks" : "-without-acks");
    return DynamicTest.dynamicTest(name, () -> play(fault, acks, directory.resolve(name)));
  }

  private static void play(FaultCase fault, boolean acks, Path runDirectory)
      throws IOException, InterruptedException {
    try (FaultRun run = new FaultRun(cloud, runDirectory, acks, FULL_LENGTH)) {
      System.out.println("... " + runDirectory.getFileName());
      FaultOutcome.Expectation expectation = fault.script().play(run);
      FaultOutcome outcome = run.outcome(fault.name(), expectation);
      print(outcome.row());
      assertThat(outcome.problems()).as(outcome.row()).isEmpty();
      assertThat(outcome.sent()).isPositive();
    } catch (InconclusiveTest | TestAbortedException e) {
      print(FaultOutcome.row(fault.name(), acks, e.getMessage()));
      throw e;
    }
  }

  private static void print(String row) {
    ROWS.add(row);
    System.out.println(row);
  }
}
