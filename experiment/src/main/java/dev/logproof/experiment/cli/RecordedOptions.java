package dev.logproof.experiment.cli;

import dev.logproof.record.result.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Options of a command as parameters of its run, from which the command can be repeated. */
final class RecordedOptions {
  private static final Set<String> NOT_RECORDED =
      Set.of("--help", "--version", "--verbose", "--quiet", "--results", "--resume", "--seed");

  private static final String SEED_MEANING = "Seed of the loads, to repeat the run.";

  private RecordedOptions() {}

  /** Returns given values and defaults; a repeated option has one parameter per value. */
  static List<Parameter> of(CommandSpec command, long seed) {
    List<Parameter> parameters = new ArrayList<>();
    for (OptionSpec option : command.options()) {
      if (!NOT_RECORDED.contains(option.longestName())) {
        values(command, option)
            .forEach(
                value ->
                    parameters.add(
                        new Parameter(option.longestName(), value, meaning(option.description()))));
      }
    }
    parameters.add(new Parameter("--seed", Long.toString(seed), SEED_MEANING));
    return parameters;
  }

  /** The command line that repeats a run. */
  static List<String> arguments(String suite, List<Parameter> parameters) {
    List<String> arguments = new ArrayList<>(List.of(suite));
    parameters.forEach(parameter -> arguments.addAll(List.of(parameter.name(), parameter.value())));
    return arguments;
  }

  private static List<String> values(CommandSpec command, OptionSpec option) {
    return option.originalStringValues().isEmpty()
        ? byDefault(command, option).stream().toList()
        : option.originalStringValues();
  }

  /** Defaults from the environment come first, as in the parser. */
  private static Optional<String> byDefault(CommandSpec command, OptionSpec option) {
    try {
      return Optional.ofNullable(command.defaultValueProvider().defaultValue(option))
          .or(() -> Optional.ofNullable(option.defaultValue()));
    } catch (Exception e) {
      throw new IllegalStateException("default of " + option.longestName(), e);
    }
  }

  /** First sentence of a description. */
  static String meaning(String... description) {
    String text = String.join(" ", description);
    int end = text.indexOf(". ");
    return end < 0 ? text : text.substring(0, end + 1);
  }
}
