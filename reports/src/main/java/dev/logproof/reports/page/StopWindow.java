package dev.logproof.reports.page;

import dev.logproof.record.result.ExperimentResult.Deployment;
import dev.logproof.record.result.ExperimentResult.Stop;

/** The part of the time in which the tasks of a deployment were stopped. */
record StopWindow(long fromMillis, long toMillis) {
  /** Falls back to the time of the load when no stop was recorded. */
  static StopWindow of(Deployment deployment) {
    if (deployment.stops().isEmpty()) {
      long from = deployment.load().startedAtMillis();
      return new StopWindow(from, from + (long) (deployment.load().seconds() * 1e3));
    }
    return new StopWindow(
        deployment.stops().stream().mapToLong(Stop::sigtermAtMillis).min().orElseThrow(),
        deployment.stops().stream()
            .mapToLong(stop -> stop.sigtermAtMillis() + stop.stopMillis())
            .max()
            .orElseThrow());
  }
}
