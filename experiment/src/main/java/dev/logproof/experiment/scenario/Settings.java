package dev.logproof.experiment.scenario;

import dev.logproof.commandline.ByteRate;
import dev.logproof.commandline.EventRate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Settings of a reproduction.
 *
 * @param home installation of the programs to run
 * @param results directory in which the run creates its own
 * @param config fluent.conf of the tasks; empty for the built-in one
 * @param rates rates of the sweep, in order
 * @param sweepTime duration at each rate
 * @param warmUpTime duration at the highest rate before the sweep
 * @param deployments number of deployments
 * @param deploymentRate load during a deployment
 * @param deploymentArrival distribution of that load's events over time
 * @param deploymentTime duration of the load of each deployment
 * @param tasks number of tasks that run concurrently during deployments
 * @param connections connections per load run
 * @param tracers rate of tracers during deployments
 * @param seed reproduces the same loads
 * @param quiet whether to suppress progress output
 */
public record Settings(
    Path home,
    Path results,
    Optional<Path> config,
    List<ByteRate> rates,
    Duration sweepTime,
    Duration warmUpTime,
    int deployments,
    ByteRate deploymentRate,
    String deploymentArrival,
    Duration deploymentTime,
    int tasks,
    int connections,
    EventRate tracers,
    long seed,
    boolean quiet) {
  /** Copies {@code rates}. */
  public Settings {
    rates = List.copyOf(rates);
  }
}
