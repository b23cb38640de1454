package dev.logproof.experiment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.commandline.Program;
import dev.logproof.record.result.Parameter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** A run records the options that repeat it. */
class RecordedOptionsTest {
  private static CommandSpec parse(Map<String, String> environment, String... arguments) {
    CommandLine line = Program.commandLine(new ExperimentCommand(), environment);
    line.parseArgs(arguments);
    return line.getSubcommands().get(arguments[0]).getCommandSpec();
  }

  private static List<String> values(List<Parameter> parameters, String name) {
    return parameters.stream()
        .filter(parameter -> parameter.name().equals(name))
        .map(Parameter::value)
        .toList();
  }

  @Test
  void recordsGivenValuesAndDefaults() {
    CommandSpec command =
        parse(
            Map.of("LOGPROOF_CONNECTIONS", "4"),
            "reproduce",
            "--target",
            "ours",
            "--target",
            "address:a:1,b:2",
            "--rates",
            "1MB/s,9MB/s",
            "--results",
            "elsewhere");
    List<Parameter> parameters = RecordedOptions.of(command, 7);
    assertThat(values(parameters, "--target")).containsExactly("ours", "address:a:1,b:2");
    assertThat(values(parameters, "--rates")).containsExactly("1MB/s,9MB/s");
    assertThat(values(parameters, "--connections")).containsExactly("4");
    assertThat(values(parameters, "--deployment-arrival")).containsExactly("bursts:100@5ms");
    assertThat(values(parameters, "--seed")).containsExactly("7");
    assertThat(values(parameters, "--results")).isEmpty();
    assertThat(values(parameters, "--config")).isEmpty();
  }

  @Test
  void explainsEachOptionInOneSentence() {
    List<Parameter> parameters = RecordedOptions.of(parse(Map.of(), "reproduce"), 7);
    assertThat(parameters).allMatch(parameter -> parameter.meaning().endsWith("."));
    assertThat(parameters).noneMatch(parameter -> parameter.meaning().contains("Default"));
  }

  @Test
  void repeatsCommandFromItsParameters() {
    Stream.of("reproduce", "throughput", "deployment", "scale", "faults", "soak")
        .forEach(
            suite -> {
              List<Parameter> first = RecordedOptions.of(parse(Map.of(), suite, "--seed", "3"), 3);
              String[] again = RecordedOptions.arguments(suite, first).toArray(String[]::new);
              assertThat(RecordedOptions.of(parse(Map.of(), again), 3)).isEqualTo(first);
            });
  }
}
