package dev.logproof.loadgen.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests a changed, half-written or deleted target file. */
class TargetsTest {
  @TempDir Path directory;

  @Test
  void dialsTheTargetsOfTheFileInTurn() throws IOException {
    Path file = Files.writeString(directory.resolve("targets"), "127.0.0.1:1\n\n127.0.0.1:2\n");
    Targets targets = Targets.inFile(file);
    assertThat(targets.next().getPort()).isEqualTo(1);
    assertThat(targets.next().getPort()).isEqualTo(2);
    assertThat(targets.next().getPort()).isEqualTo(1);
    assertThat(targets.names()).containsExactly("127.0.0.1:1", "127.0.0.1:2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:1\n127.0.", "127.0.0.1:", "127.0.0.1:70000", ":1", "\u0000"})
  void failsOnlyDialOnMalformedTargetFile(String content) throws IOException {
    Path file = Files.writeString(directory.resolve("targets"), "127.0.0.1:1\n");
    Targets targets = Targets.inFile(file);
    assertThat(targets.next().getPort()).isEqualTo(1);
    Files.writeString(file, content);
    assertThatThrownBy(targets::next)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
    assertThat(targets.names()).containsExactly("127.0.0.1:1");
    Files.writeString(file, "127.0.0.1:2\n");
    assertThat(targets.next().getPort()).isEqualTo(2);
  }

  @Test
  void failsDialAndKeepsNamesWhenFileIsMissing() throws IOException {
    Path file = Files.writeString(directory.resolve("targets"), "127.0.0.1:1\n");
    Targets targets = Targets.inFile(file);
    assertThat(targets.names()).containsExactly("127.0.0.1:1");
    Files.delete(file);
    assertThatThrownBy(targets::next).isInstanceOf(IOException.class);
    assertThat(targets.names()).containsExactly("127.0.0.1:1");
  }
}
