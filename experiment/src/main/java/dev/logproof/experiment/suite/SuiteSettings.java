package dev.logproof.experiment.suite;

import dev.logproof.experiment.targets.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Settings that all suites share.
 *
 * @param home installation of the programs
 * @param destination variables of a destination that exists; empty to start local-aws
 * @param connections of the load
 */
public record SuiteSettings(
    Path home, List<Target> targets, Map<String, String> destination, int connections, long seed) {
  /** Copies the collections. */
  public SuiteSettings {
    targets = List.copyOf(targets);
    destination = Map.copyOf(destination);
  }
}
