package dev.logproof.experiment.cli;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.commandline.ExitCode;
import dev.logproof.experiment.process.StepFailedException;
import dev.logproof.experiment.suite.EcsDeployments;
import dev.logproof.experiment.suite.Part;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code experiment deployment}: measures what rolling deployments lose. */
@Command(
    name = "deployment",
    sortOptions = false,
    description = {
      "Replace every task under load, again and again, and count what each deployment lost and"
          + " duplicated. The closing line says what the number of deployments proves.",
      "With --ecs-cluster and --ecs-service, a service of Amazon ECS is deployed: the load starts,"
          + " ECS replaces the tasks, and when the old ones have stopped the load ends and its"
          + " tracers are verified. Messages and stopped tasks of the service become marks in the"
          + " report. Ctrl-C stops the load and keeps what was measured; ECS finishes a deployment"
          + " that has begun.",
      "Exit codes: 0 no tracer was lost, 1 a tracer was lost, 2 a deployment could not be measured or"
          + " the run did not complete, 64 bad input, 70 internal error."
    },
    footer = {
      "",
      "Examples:",
      "  experiment deployment --repeat 30 --until 'lost per deployment ± 0.5' --lines numbered",
      "  LOGPROOF_S3=s3://logs/backend/ experiment deployment --target address:logs.internal:24224"
          + " --ecs-cluster logging --ecs-service aggregator --repeat 5"
    })
final class DeploymentCommand extends SuiteCommand {
  @Mixin DeploymentOptions deployment = new DeploymentOptions();

  @Mixin EcsOptions ecs = new EcsOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!ecs.isGiven() || !ecs.check) {
      return super.call();
    }
    try {
      spec.commandLine().getOut().println(onEcs().check());
      return ExitCode.PASS;
    } catch (StepFailedException e) {
      throw CommandFailure.unknown(e.getMessage(), e);
    }
  }

  @Override
  List<Part> parts() {
    Check.range(deployment.deployments, 1, 1000, "--deployments");
    return List.of(ecs.isGiven() ? onEcs() : deployment.part());
  }

  private EcsDeployments onEcs() {
    return ecs.part(
        deployment.repetitions(), deployment.load(), common.targets, common.connections);
  }
}
