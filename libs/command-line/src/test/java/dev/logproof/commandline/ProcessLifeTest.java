package dev.logproof.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Verifies which processes count as running. */
class ProcessLifeTest {
  @Test
  void reportsThisProcessAsRunning() {
    assertThat(ProcessLife.isRunning(ProcessHandle.current().pid())).isTrue();
  }

  @Test
  void reportsEndedProcessAsNotRunning() throws Exception {
    Process process = new ProcessBuilder("sh", "-c", "exit 0").start();
    process.waitFor();
    assertThat(ProcessLife.isRunning(process.pid())).isFalse();
  }

  /** {@code sleep} replaces the outer shell and never reaps the inner one. */
  @Test
  void reportsZombieAsNotRunning() throws Exception {
    Process outer =
        new ProcessBuilder("sh", "-c", "sh -c 'exit 0' & echo $!; exec sleep 60").start();
    try {
      long inner = Long.parseLong(outer.inputReader().readLine());
      while (ProcessLife.isRunning(inner)) {
        Thread.onSpinWait();
      }
      assertThat(outer.isAlive()).isTrue();
    } finally {
      outer.destroyForcibly();
    }
  }

  /** Without file descriptors, no entry in {@code /proc} can be read. */
  @Test
  void assumesProcessRunsWithoutFileDescriptors() throws Exception {
    Process starved =
        new ProcessBuilder(
                "sh",
                "-c",
                "ulimit -n 60; exec \"$0\" -cp \"$1\" \"$2\" \"$3\"",
                System.getProperty("java.home") + "/bin/java",
                System.getProperty("java.class.path"),
                Starved.class.getName(),
                Long.toString(ProcessHandle.current().pid()))
            .redirectErrorStream(true)
            .start();
    assertThat(starved.inputReader().lines().toList()).containsExactly("true", "true");
    assertThat(starved.waitFor()).isZero();
  }

  /** Opens all files; prints before and after whether a process is running. */
  static final class Starved {
    private Starved() {}

    public static void main(String[] arguments) {
      long pid = Long.parseLong(arguments[0]);
      System.out.println(ProcessLife.isRunning(pid));
      List<InputStream> open = new ArrayList<>();
      try {
        while (true) {
          open.add(new FileInputStream("/dev/null"));
        }
      } catch (IOException e) {
        System.out.println(ProcessLife.isRunning(pid));
        System.exit(open.isEmpty() ? 1 : 0);
      }
    }
  }
}
