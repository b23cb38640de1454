package dev.logproof.experiment.cli;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.experiment.suite.SuiteSettings;
import dev.logproof.experiment.targets.OwnTarget;
import dev.logproof.experiment.targets.Target;
import dev.logproof.experiment.targets.TargetParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** Options of all suites. */
final class SuiteOptions {
  private static final String DESTINATION = "LOGPROOF_S3";

  @Option(
      names = "--target",
      paramLabel = "TARGET",
      defaultValue = "ours",
      description =
          "Aggregator to measure; repeatable, several take turns. ours; fluentd, fluent-bit, vector"
              + " or node, with a template of examples/targets; command:TEMPLATE, a file or"
              + " directory of that form; address:HOST:PORT,..., tasks that run already and deliver"
              + " to the destination of this environment (LOGPROOF_S3, AWS_...). NAME= in front"
              + " gives another name. Default: ${DEFAULT-VALUE}.")
  List<String> targets;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "fluent.conf of the tasks of the target ours. Default: the article's, which is built in.")
  Optional<Path> config = Optional.empty();

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "8",
      description =
          "Connections of the load, without acknowledgements, 1 to 10000. Default:"
              + " ${DEFAULT-VALUE}.")
  int connections;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the loads, to repeat a run. Default: random, recorded in run.json.")
  Optional<Long> givenSeed = Optional.empty();

  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = "results",
      description =
          "Directory in which the run creates its own directory. Default: ${DEFAULT-VALUE}.")
  Path results;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description =
          "Directory of an interrupted run of this suite with the same options: parts in its"
              + " run.json are kept. 'experiment resume DIR' repeats the options by itself.")
  Optional<Path> resume = Optional.empty();

  private long seed;

  SuiteSettings settings() {
    Check.range(connections, 1, 10_000, "--connections");
    seed = givenSeed.orElseGet(() -> (long) new SecureRandom().nextInt(Integer.MAX_VALUE));
    Path home = home();
    OwnTarget own = config.map(SuiteOptions::configured).orElseGet(OwnTarget::builtIn);
    String searchPath = Optional.ofNullable(System.getenv("PATH")).orElse("");
    List<Target> parsed = new TargetParser(home, own, searchPath).parseAll(targets);
    return new SuiteSettings(home, parsed, destination(parsed, System.getenv()), connections, seed);
  }

  long seed() {
    return seed;
  }

  /** Tasks at an address deliver to a destination that exists already. */
  static Map<String, String> destination(List<Target> targets, Map<String, String> environment) {
    if (targets.stream().allMatch(Target::isStartable)) {
      return Map.of();
    }
    if (!environment.containsKey(DESTINATION)) {
      throw CommandFailure.badInput(
          "--target address:...: "
              + DESTINATION
              + " is not set; expected the destination of these tasks in the environment, such as"
              + " the exports of bin/local-aws serve");
    }
    Map<String, String> variables = new TreeMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith("AWS_")
              || name.equals(DESTINATION)
              || name.equals("LOGPROOF_REQUEST_FAULTS")) {
            variables.put(name, value);
          }
        });
    return variables;
  }

  private static OwnTarget configured(Path file) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw CommandFailure.badInput("--config " + file + ": file not found or not readable");
    }
    return OwnTarget.configured(file.toAbsolutePath());
  }

  private static Path home() {
    return Optional.ofNullable(System.getenv("LOGPROOF_HOME"))
        .map(Path::of)
        .orElseThrow(
            () ->
                CommandFailure.badInput(
                    "LOGPROOF_HOME is not set: start this program by bin/experiment"));
  }
}
