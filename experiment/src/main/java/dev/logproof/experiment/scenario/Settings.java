package dev.logproof.experiment.scenario;

import dev.logproof.commandline.ByteRate;
import dev.logproof.commandline.EventRate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What to reproduce, and how long to take over it.
 *
 * @param home of the installation whose programs are run
 * @param results directory in which the run gets one of its own
 * @param config fluent.conf of the tasks; none for the one built in
 * @param rates of the sweep, in its order
 * @param sweepTime at each rate
 * @param warmUpTime before the sweep, at its highest rate
 * @param deployments how many
 * @param deploymentRate load during a deployment
 * @param deploymentArrival how the lines of that load are spread over time
 * @param deploymentTime of load around each deployment
 * @param tasks how many run side by side during deployments
 * @param connections of a load run
 * @param tracers during deployments
 * @param seed that makes the same loads again
 * @param quiet true without progress
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
  /** Copies the list. */
  public Settings {
    rates = List.copyOf(rates);
  }
}
