package dev.logproof.experiment.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.commandline.ByteRate;
import dev.logproof.commandline.Progress;
import dev.logproof.experiment.policy.CpuFitRule;
import dev.logproof.experiment.process.StandInHome;
import dev.logproof.experiment.run.ResultFile;
import dev.logproof.experiment.run.RunHead;
import dev.logproof.experiment.targets.OwnTarget;
import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An interrupted run leaves no process and records the reason. */
@Timeout(60)
class SuiteRunTest {
  private static final String FOREVER = "exec tail -f /dev/null";
  private static final String EXPORTS =
      "echo 'export AWS_REGION=here-1'; echo 'export LOGPROOF_S3=s3://bucket'; ";

  @TempDir Path temp;

  private final CountDownLatch signal = new CountDownLatch(1);
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private StandInHome home;
  private Path run;

  /** Decides when a run is disturbed. */
  @FunctionalInterface
  private interface Moment {
    boolean hasCome() throws IOException;
  }

  /** Disturbs a running experiment. */
  @FunctionalInterface
  private interface Disturbance {
    void happen() throws IOException;
  }

  @BeforeEach
  void install() throws IOException {
    home = new StandInHome(temp.resolve("home"));
    for (String program : List.of("loadgen", "verify", "capacity-plan")) {
      home.program(program, "exit 70");
    }
    home.program("local-aws", EXPORTS + FOREVER)
        .program("aggregator", FOREVER)
        .program("report", "cat run.json > report.html; echo closing table; exit 2");
    run = Files.createDirectory(temp.resolve("run"));
  }

  @Test
  void failsRunNamingKilledProcess() throws Exception {
    int code = runDisturbed(() -> home.started("aggregator"), () -> home.kill("local-aws"));
    assertThat(code).isEqualTo(2);
    assertThat(result().status()).isEqualTo("failed");
    assertThat(result().step()).isEqualTo("start one task of ours");
    assertThat(result().message()).contains("local-aws", "137 (SIGKILL)", "local-aws.err");
    assertThat(home.isAlive("aggregator")).isFalse();
    assertThat(run.resolve("report.html")).content().contains("137 (SIGKILL)");
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("closing table");
  }

  @Test
  void stopsRunOnSignal() throws Exception {
    int code = runDisturbed(() -> home.started("aggregator"), signal::countDown);
    assertThat(code).isEqualTo(2);
    assertThat(result().status()).isEqualTo("partial");
    assertThat(result().message()).isEqualTo("stopped by signal");
    assertThat(home.isAlive("aggregator")).isFalse();
    assertThat(home.isAlive("local-aws")).isFalse();
    assertThat(run.resolve("report.html")).exists();
  }

  @Test
  void reportsProgramThatCannotStart() throws Exception {
    home.program("aggregator", "echo '--config x: line 3: unknown' >&2; exit 64");
    int code = runDisturbed(() -> true, () -> {});
    assertThat(code).isEqualTo(2);
    assertThat(result().message()).contains("aggregator-1", "exit code 64", "line 3: unknown");
    assertThat(home.isAlive("local-aws")).isFalse();
  }

  @Test
  void recordsCurrentStepWhileRunning() throws Exception {
    runDisturbed(
        () -> home.started("aggregator"),
        () -> {
          assertThat(result().status()).isEqualTo("running");
          assertThat(result().step()).isEqualTo("start one task of ours");
          assertThat(result().pid()).isEqualTo(ProcessHandle.current().pid());
          signal.countDown();
        });
  }

  private int runDisturbed(Moment moment, Disturbance disturbance) throws Exception {
    SuiteSettings settings =
        new SuiteSettings(home.path(), List.of(OwnTarget.builtIn()), Map.of(), 1, 42);
    Sweep sweep =
        new Sweep(List.of(new ByteRate(1e6)), 1, Duration.ofSeconds(2), CpuFitRule.DEFAULT);
    List<Part> parts = List.of(new SingleTasks(new ByteRate(1e6), Duration.ZERO, List.of(sweep)));
    ResultFile file = ResultFile.create(run, new RunHead("reproduce", 42, List.of(), List.of()));
    PrintStream stdout = new PrintStream(out, true, StandardCharsets.UTF_8);
    boolean[] disturbed = {false};
    return new SuiteRun(
            settings,
            parts,
            file,
            millis -> {
              if (!disturbed[0] && come(moment)) {
                disturbed[0] = true;
                disturb(disturbance);
              }
              return signal.await(millis, TimeUnit.MILLISECONDS);
            },
            Progress.onStandardError(true),
            stdout)
        .run();
  }

  private static boolean come(Moment moment) {
    try {
      return moment.hasCome();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void disturb(Disturbance disturbance) {
    try {
      disturbance.happen();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ExperimentResult result() throws IOException {
    return Json.read(run.resolve(ExperimentResult.FILE_NAME), ExperimentResult.class);
  }
}
