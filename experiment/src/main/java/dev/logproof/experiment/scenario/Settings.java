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
 * @param home installation of the programs
 * @param config fluent.conf of the tasks; empty for the built-in one
 * @param sweepTime duration at each rate
 * @param warmUpTime duration at the highest rate before the sweep
 * @param tasks number running concurrently during deployments
 * @param tracers rate during deployments
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
