package dev.logproof.experiment.cli;

import dev.logproof.experiment.suite.Part;
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
      "Exit codes: 0 no tracer was lost, 1 a tracer was lost, 2 a deployment could not be judged or"
          + " the run did not complete, 64 bad input, 70 internal error."
    },
    footer = {
      "",
      "Example: experiment deployment --repeat 30 --until 'lost per deployment ± 0.5' --lines"
          + " numbered"
    })
final class DeploymentCommand extends SuiteCommand {
  @Mixin DeploymentOptions deployment = new DeploymentOptions();

  @Override
  List<Part> parts() {
    Check.range(deployment.deployments, 1, 1000, "--deployments");
    return List.of(deployment.part());
  }
}
