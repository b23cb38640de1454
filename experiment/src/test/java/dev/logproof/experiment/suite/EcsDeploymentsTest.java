package dev.logproof.experiment.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.commandline.ByteRate;
import dev.logproof.commandline.EventRate;
import dev.logproof.commandline.Progress;
import dev.logproof.experiment.ecs.EcsTasks.Launch;
import dev.logproof.experiment.ecs.FakeEcs;
import dev.logproof.experiment.ecs.FakeEcs.Look;
import dev.logproof.experiment.policy.LossRule;
import dev.logproof.experiment.process.StandInHome;
import dev.logproof.experiment.run.ResultFile;
import dev.logproof.experiment.run.RunHead;
import dev.logproof.experiment.suite.EcsSettings.LoadPlace;
import dev.logproof.experiment.suite.EcsSettings.Timing;
import dev.logproof.experiment.targets.AddressTarget;
import dev.logproof.record.journal.RunJournal;
import dev.logproof.record.result.ExperimentResult;
import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.ExperimentResult.Stop;
import dev.logproof.record.result.Json;
import dev.logproof.record.result.LoadResult;
import dev.logproof.record.result.Period;
import dev.logproof.samples.LoadSample;
import dev.logproof.samples.VerdictSample;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs against the stand-in for ECS, with stand-ins for loadgen and verify. */
@Timeout(120)
class EcsDeploymentsTest {
  private static final String TARGET = "balancer";
  private static final String LOADGEN =
      """
      while [ $# -gt 0 ]; do if [ "$1" = --journal ]; then dir=$2; fi; shift; done
      mkdir -p $dir
      tail -f /dev/null & forever=$!
      trap 'cp LOAD $dir/load.json; kill $forever; exit 0' TERM
      echo started > $dir/sent.jsonl
      wait""";

  private static final String VERIFY =
      """
      echo "$@" > verify-arguments
      while [ $# -gt 0 ]; do if [ "$1" = --output ]; then cp VERDICT $2; fi; shift; done""";

  @TempDir Path temp;

  private final CountDownLatch signal = new CountDownLatch(1);
  private final List<List<String>> commands = new ArrayList<>();
  private Runnable atFifthLook = () -> {};
  private StandInHome home;
  private Path run;
  private FakeEcs ecs;

  @BeforeEach
  void install() throws IOException {
    run = Files.createDirectory(temp.resolve("20260131-120000"));
    Path load = temp.resolve("load");
    Json.replace(load, LoadSample.regular().build());
    Path verdict = temp.resolve("verdict");
    Json.replace(verdict, VerdictSample.of("fail").lost(3).build());
    home = new StandInHome(temp.resolve("home"));
    for (String program : List.of("local-aws", "aggregator", "capacity-plan")) {
      home.program(program, "exit 70");
    }
    home.program("loadgen", LOADGEN.replace("LOAD", load.toString()))
        .program("verify", VERIFY.replace("VERDICT", verdict.toString()))
        .program("report", "exit 1");
    ecs = new FakeEcs();
    ecs.onRunTask(this::writeSegment);
  }

  @AfterEach
  void close() {
    ecs.close();
  }

  /** Leaves the files of a load task. */
  private void writeSegment(List<String> command) {
    commands.add(command);
    try {
      Path directory = Path.of(option(command, "--journal")).resolve("part-" + commands.size());
      Files.createDirectories(directory);
      Files.writeString(directory.resolve(RunJournal.FILE_NAME), "started");
      Json.replace(directory.resolve(LoadResult.FILE_NAME), LoadSample.regular().build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String option(List<String> command, String name) {
    return command.get(command.indexOf(name) + 1);
  }

  private LoadPlace tasks(int count) {
    return new LoadPlace.OnEcs(
        new LoadTasks(
            new Launch("loadgen-load", "load", List.of("subnet-1"), List.of()),
            count,
            temp.resolve("journals").toString(),
            Duration.ZERO));
  }

  private int run(int repeat, LoadPlace place) throws Exception {
    LossRule closing = new LossRule(0.5);
    Repetitions.StopRule never =
        new Repetitions.StopRule() {
          @Override
          public boolean isReached(List<Long> losses) {
            return false;
          }

          @Override
          public String closing(List<Long> losses) {
            return closing.closing(losses);
          }
        };
    EcsDeployments part =
        new EcsDeployments(
            new Repetitions(repeat, never),
            new DeploymentLoad(
                new ByteRate(1e6), "paced", new EventRate(18), false, Duration.ZERO, Duration.ZERO),
            new EcsSettings(
                () -> ecs.client(),
                FakeEcs.CLUSTER,
                FakeEcs.SERVICE,
                new Timing(Clock.systemUTC(), Duration.ofMillis(20), Duration.ofMinutes(5)),
                place,
                List.of("--engine", "athena")));
    SuiteSettings settings =
        new SuiteSettings(
            home.path(),
            List.of(new AddressTarget(TARGET, List.of("logs.internal:24224"))),
            Map.of("LOGPROOF_S3", "s3://logs/backend/"),
            4,
            42);
    return new SuiteRun(
            settings,
            List.of(part),
            ResultFile.create(run, new RunHead("deployment", 42, List.of(), List.of())),
            millis -> {
              if (ecs.count("DescribeServices") > 4) {
                atFifthLook.run();
              }
              return signal.await(millis, TimeUnit.MILLISECONDS);
            },
            Progress.onStandardError(true),
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8))
        .run();
  }

  private ExperimentResult result() throws IOException {
    return Json.read(run.resolve(ExperimentResult.FILE_NAME), ExperimentResult.class);
  }

  private List<String> texts(Period.Kind kind) throws IOException {
    return result().periods().stream()
        .filter(period -> period.kind() == kind)
        .map(Period::text)
        .toList();
  }

  @Test
  void measuresDeploymentUnderLoadOfThisMachine() throws Exception {
    ecs.looks(Look.rolling(1), Look.draining(), Look.completed());
    assertThat(run(1, new LoadPlace.Here())).isEqualTo(1);
    Deployment deployment = result().deployments().get(0);
    assertThat(deployment.target()).isEqualTo(TARGET);
    assertThat(deployment.verdict().lost()).isEqualTo(3);
    assertThat(deployment.stops()).extracting(Stop::task).containsExactly("old-1", "old-2");
    assertThat(deployment.stops()).extracting(Stop::stopMillis).containsOnly(5_000L);
    assertThat(result().status()).isEqualTo("complete");
    assertThat(texts(Period.Kind.SERVICE_EVENT))
        .containsExactly(
            "(logproof) forced the new deployment ecs-svc/1",
            "(service aggregator) has started 1 tasks",
            "(service aggregator) has reached a steady state.");
    assertThat(texts(Period.Kind.STOP)).hasSize(2).allMatch(text -> text.contains("exit code 0"));
    assertThat(texts(Period.Kind.DEPLOYMENT))
        .containsExactly("Deployment 1 (ecs-svc/1) replaced 2 tasks.");
    assertThat(run.resolve("verify-arguments"))
        .content()
        .contains("--journal " + run.resolve("deployment-balancer-1"), "--engine athena")
        .containsPattern("--deployment-at 20\\d\\d-")
        .doesNotContain("--settle");
    assertThat(home.isAlive("loadgen")).isFalse();
  }

  @Test
  void repeatsDeploymentsUnderLoadOfTasks() throws Exception {
    ecs.looks(Look.rolling(2), Look.completed());
    assertThat(run(2, tasks(2))).isEqualTo(1);
    assertThat(result().deployments()).extracting(Deployment::number).containsExactly(1, 2);
    assertThat(result().deployments())
        .extracting(deployment -> deployment.load().tracersAttempted())
        .containsOnly(720L);
    assertThat(commands).hasSize(4);
    assertThat(commands)
        .extracting(command -> option(command, "--segment"))
        .containsExactly("1/2", "2/2", "1/2", "2/2");
    assertThat(option(commands.get(0), "--target")).isEqualTo("logs.internal:24224");
    assertThat(option(commands.get(0), "--run-id"))
        .isEqualTo(option(commands.get(1), "--run-id"))
        .isNotEqualTo(option(commands.get(2), "--run-id"))
        .matches("[a-z0-9-]{1,40}");
    assertThat(option(commands.get(0), "--start-at"))
        .isEqualTo(option(commands.get(1), "--start-at"));
    assertThat(ecs.count("StopTask")).isEqualTo(4);
    assertThat(run.resolve("verify-arguments"))
        .content()
        .contains("--journal " + option(commands.get(3), "--journal"));
  }

  @Test
  void namesDeploymentThatFailed() throws Exception {
    ecs.looks(Look.rolling(0), Look.failed());
    assertThat(run(1, tasks(1))).isEqualTo(2);
    assertThat(result().status()).isEqualTo("failed");
    assertThat(result().message())
        .isEqualTo(
            "ECS deployment ecs-svc/1 of service aggregator failed: ECS deployment circuit"
                + " breaker: tasks failed");
    assertThat(result().deployments()).isEmpty();
    assertThat(texts(Period.Kind.DEPLOYMENT))
        .containsExactly("Deployment 1: " + result().message());
    assertThat(ecs.count("StopTask")).isEqualTo(1);
  }

  @Test
  void stopsLoadTasksAndKeepsMarkersOnSignal() throws Exception {
    ecs.looks(Look.rolling(1));
    atFifthLook = signal::countDown;
    assertThat(run(1, tasks(1))).isEqualTo(2);
    assertThat(result().status()).isEqualTo("partial");
    assertThat(ecs.count("StopTask")).isEqualTo(1);
    assertThat(texts(Period.Kind.SERVICE_EVENT))
        .contains("(service aggregator) has started 1 tasks");
  }

  @Test
  void namesLoadTaskThatEndedDuringDeployment() throws Exception {
    ecs.looks(Look.rolling(1), Look.rolling(2), Look.rolling(2), Look.rolling(2), Look.completed());
    atFifthLook = () -> ecs.endTask("load-1");
    assertThat(run(1, tasks(2))).isEqualTo(2);
    assertThat(result().status()).isEqualTo("failed");
    assertThat(result().message())
        .startsWith("a load task ended before its time: Task load-1 stopped with exit code 0");
    assertThat(result().deployments()).isEmpty();
  }

  @Test
  void stopsFirstLoadTaskWhenSecondDoesNotStart() throws Exception {
    ecs.onRunTask(
        command -> {
          writeSegment(command);
          ecs.refuseNextTask("Capacity is unavailable at this time.");
        });
    assertThat(run(1, tasks(2))).isEqualTo(2);
    assertThat(result().message()).contains("RunTask of loadgen-load: Capacity is unavailable");
    assertThat(ecs.count("StopTask")).isEqualTo(1);
    assertThat(ecs.count("UpdateService")).isZero();
  }
}
