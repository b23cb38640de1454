package dev.logproof.experiment.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The templates in {@code examples/targets} are complete. */
class ExampleTargetsTest {
  private static final Path EXAMPLES = Path.of("..", "examples", "targets").toAbsolutePath();

  private static final Placeholders VALUES =
      TaskValues.of(
          Map.of(
              "AWS_ENDPOINT_URL_FIREHOSE",
              "http://127.0.0.1:4573",
              "LOGPROOF_FIREHOSE_TLS",
              "https://localhost:4574",
              "LOGPROOF_FIREHOSE_CA",
              "/ca.pem",
              "AWS_REGION",
              "eu-west-1"),
          "program",
          EXAMPLES,
          Path.of("/work"),
          24224,
          8888);

  @ParameterizedTest
  @ValueSource(strings = {"fluentd", "fluent-bit", "vector", "node"})
  void fillsEveryPlaceholder(String name) throws IOException {
    Path directory = EXAMPLES.resolve(name);
    Template template = Template.read(directory);
    assertThat(template.name()).isEqualTo(name);
    assertThat(template.install()).isNotBlank();
    assertThat(template.version()).isNotEmpty();
    StringBuilder filled = new StringBuilder();
    template.command().forEach(word -> filled.append(VALUES.fill(word, name)).append('\n'));
    template.environment().values().forEach(value -> filled.append(VALUES.fill(value, name)));
    for (String file : template.files()) {
      filled.append(VALUES.fill(Files.readString(directory.resolve(file)), file));
    }
    assertThat(filled.toString()).contains("24224").containsAnyOf("4573", "4574");
    assertThat(filled.toString()).contains("eu-west-1").doesNotContain("@{");
  }
}
