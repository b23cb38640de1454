package dev.logproof.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Children are started with logs, awaited, described and ended with their descendants. */
class ChildProcessTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path directory;

  private ChildProcessBuilder shell(String script) {
    return ChildProcessBuilder.of("child", List.of("sh", "-c", script))
        .directory(directory)
        .logs(directory.resolve("out"), directory.resolve("err"));
  }

  @Test
  void findsTheReadyLineOnceItIsComplete() throws Exception {
    try (ChildProcess child =
        shell("printf 'ready port=1'; read x < fifo || sleep 0.2; echo 234; exec sleep 60")
            .start()) {
      assertThat(child.awaitLine(Pattern.compile("ready port=(\\d+)"), LIMIT).group(1))
          .isEqualTo("1234");
    }
  }

  @Test
  void namesTheLogWhenTheChildEndsBeforeItIsReady() throws Exception {
    try (ChildProcess child = shell("echo no room >&2; kill -9 $$").start()) {
      assertThatThrownBy(() -> child.awaitLine(Pattern.compile("ready"), LIMIT))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("exit code 137 (SIGKILL)")
          .hasMessageContaining("err; last line: no room");
    }
  }

  @Test
  void givesUpWhenTheReadyLineDoesNotCome() throws Exception {
    try (ChildProcess child = shell("exec sleep 60").start()) {
      assertThatThrownBy(() -> child.awaitLine(Pattern.compile("ready"), Duration.ofMillis(50)))
          .hasMessageContaining("child printed no 'ready' within 0 s");
      assertThat(child.isAlive()).isTrue();
    }
  }

  @Test
  void killsAChildThatIgnoresSigtermAndItsDescendants() throws Exception {
    ChildProcess child = shell("trap '' TERM; sleep 60 & echo started; wait; wait").start();
    child.awaitLine(Pattern.compile("started"), LIMIT);
    List<ProcessHandle> descendants = child.process().descendants().toList();
    assertThat(descendants).isNotEmpty();
    child.stop(Duration.ofMillis(50));
    assertThat(child.isAlive()).isFalse();
    for (ProcessHandle each : descendants) {
      each.onExit().get();
      assertThat(each.isAlive()).isFalse();
    }
  }

  @Test
  void passesSettingsOnOnlyWhenTheyAreGiven() throws Exception {
    Map<String, String> inherited = Map.of("AWS_REGION", "a", "LOGPROOF_RATE", "b", "KEPT", "c");
    try (ChildProcess child =
        shell("echo \"$AWS_REGION,$LOGPROOF_RATE,$KEPT,$GIVEN,$LOGPROOF_PARENT_PID\"")
            .environment(inherited)
            .withoutSettings(any -> false)
            .environment(Map.of("GIVEN", "d"))
            .start()) {
      assertThat(child.awaitEnd(LIMIT)).isTrue();
      assertThat(child.stdout().strip()).isEqualTo(",,c,d," + ProcessHandle.current().pid());
    }
  }
}
