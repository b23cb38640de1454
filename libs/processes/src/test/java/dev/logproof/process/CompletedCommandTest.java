package dev.logproof.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Short commands: exit code, output and time limit. */
class CompletedCommandTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static List<String> shell(String script) {
    return List.of("sh", "-c", script);
  }

  @Test
  void keepsOutputAndErrorsInOrder() throws Exception {
    CompletedCommand completed = CompletedCommand.run(LIMIT, shell("echo a; echo b >&2; exit 3"));
    assertThat(completed).isEqualTo(new CompletedCommand(3, "a\nb\n"));
    assertThat(completed.succeeded()).isFalse();
  }

  @Test
  void readsOutputBeyondAPipe() throws Exception {
    assertThat(CompletedCommand.outputOf(LIMIT, shell("head -c 1000000 /dev/zero")))
        .hasSize(1_000_000);
  }

  @Test
  void failsWithTheOutputOfACommandThatFails() {
    assertThatThrownBy(() -> CompletedCommand.outputOf(LIMIT, shell("echo why; exit 1")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ended with exit code 1: why");
  }

  @Test
  void killsACommandBeyondItsTimeLimit() {
    assertThatThrownBy(() -> CompletedCommand.run(Duration.ofMillis(50), List.of("sleep", "60")))
        .hasMessage("sleep 60 did not end within 0 s");
  }
}
