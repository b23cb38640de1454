package dev.logproof.experiment.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.commandline.CommandFailure;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Replaces placeholders and nothing else. */
class PlaceholdersTest {
  private final Placeholders values =
      new Placeholders(Map.of("forward_port", "24224", "directory", "/tmp/$1\\x"));

  @Test
  void replacesEveryPlaceholder() {
    assertThat(values.fill("port @{forward_port}, dir @{directory}, @{forward_port}", "f"))
        .isEqualTo("port 24224, dir /tmp/$1\\x, 24224");
  }

  @Test
  void leavesVariablesOfOtherProgramsAlone() {
    String text = "@type forward\n#{ENV['X']} ${X} {{ tag }} @id x";
    assertThat(values.fill(text, "f")).isEqualTo(text);
  }

  @Test
  void rejectsUnknownPlaceholder() {
    assertThatThrownBy(() -> values.fill("@{port}", "fluent.conf"))
        .isInstanceOf(CommandFailure.class)
        .hasMessage(
            "fluent.conf: unknown placeholder @{port}; expected one of [directory, forward_port]");
  }
}
