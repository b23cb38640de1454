package dev.logproof.experiment.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.commandline.Program;
import dev.logproof.experiment.suite.EcsDeployments;
import dev.logproof.experiment.suite.EcsSettings;
import dev.logproof.experiment.suite.EcsSettings.LoadPlace;
import dev.logproof.experiment.suite.Part;
import dev.logproof.experiment.suite.RollingDeployments;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Options of deployments on ECS. */
class EcsOptionsTest {
  private static final String SERVICE =
      "--target address:logs.internal:24224 --ecs-cluster logging --ecs-service aggregator ";
  private static final String TASKS =
      SERVICE + "--ecs-load-task-definition load --ecs-load-journal s3://logs/journals ";

  private static Part part(String arguments) {
    CommandLine line = Program.commandLine(new ExperimentCommand(), Map.of());
    String[] words = ("deployment " + arguments).trim().split(" ");
    CommandLine command = line.parseArgs(words).subcommand().commandSpec().commandLine();
    List<Part> parts = ((DeploymentCommand) command.getCommandSpec().userObject()).parts();
    return parts.get(0);
  }

  private static EcsSettings settings(String arguments) {
    return ((EcsDeployments) part(arguments)).ecs();
  }

  @Test
  void deploysTasksOfThisMachineWithoutService() {
    assertThat(part("")).isInstanceOf(RollingDeployments.class);
  }

  @Test
  void deploysServiceUnderLoadOfThisMachine() {
    EcsSettings settings = settings(SERVICE);
    assertThat(settings.cluster()).isEqualTo("logging");
    assertThat(settings.service()).isEqualTo("aggregator");
    assertThat(settings.load()).isEqualTo(new LoadPlace.Here());
    assertThat(settings.timing().limit()).isEqualTo(Duration.ofMinutes(30));
    assertThat(settings.verifyOptions()).isEmpty();
  }

  @Test
  void deploysServiceUnderLoadOfTasks() {
    EcsSettings settings =
        settings(TASKS + "--ecs-load-subnets subnet-1,subnet-2 --ecs-load-tasks 4");
    assertThat(settings.load())
        .isInstanceOfSatisfying(
            LoadPlace.OnEcs.class,
            place -> {
              assertThat(place.tasks().count()).isEqualTo(4);
              assertThat(place.tasks().journals()).isEqualTo("s3://logs/journals");
              assertThat(place.tasks().launch().subnets()).containsExactly("subnet-1", "subnet-2");
            });
  }

  @Test
  void passesEngineToVerify() {
    String options =
        "--engine athena --settle 90000ms --athena-database logs --athena-workgroup team";
    assertThat(settings(SERVICE + options).verifyOptions()).isEqualTo(List.of(options.split(" ")));
  }

  @ParameterizedTest
  @CsvSource({
    "--ecs-cluster logging, expected both",
    "--ecs-load-task-definition load, expected only with --ecs-cluster",
    "--engine scan, expected only with --ecs-cluster",
    "--athena-database logs, expected only with --engine athena",
    "--ecs-cluster logging --ecs-service aggregator, 'expected address:HOST:PORT'"
  })
  void rejectsIncompleteOptions(String arguments, String expected) {
    assertThatThrownBy(() -> part(arguments))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "--ecs-timeout 10s, 60s to 43200s",
    "--ecs-load-journal s3://logs/, expected only with --ecs-load-task-definition",
    "--athena-output s3://logs/, expected only with --engine athena"
  })
  void rejectsOptionsOfService(String arguments, String expected) {
    assertThatThrownBy(() -> part(SERVICE + arguments))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "--ecs-load-tasks 2, subnets of the load tasks",
    "--ecs-load-subnets s --ecs-load-tasks 41, 1 to 40",
    "--ecs-load-subnets s --connections 1, at least one per load task",
    "--ecs-load-subnets s --ecs-load-start-after 1s, 10s to 3600s",
    "--ecs-load-subnets s --ecs-load-journal journals, expected s3://BUCKET/PREFIX"
  })
  void rejectsOptionsOfLoadTasks(String arguments, String expected) {
    String tasks = SERVICE + "--ecs-load-task-definition load ";
    String journal = arguments.contains("journal") ? "" : "--ecs-load-journal s3://logs/journals ";
    assertThatThrownBy(() -> part(tasks + journal + arguments))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining(expected);
  }
}
