package dev.logproof.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

/** An error of the main thread ends the process, also while others run. */
class ProgramErrorTest {
  @Test
  void endsProcessWithInternalErrorWhenMainThreadThrowsError() throws Exception {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                Failing.class.getName())
            .redirectErrorStream(true)
            .start();
    try {
      assertThat(process.inputReader().lines().toList()).anyMatch(line -> line.contains("planted"));
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(ExitCode.INTERNAL);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Fails while a thread of its own would keep the process alive. */
  @Command(name = "failing")
  static final class Failing implements Callable<Integer> {
    public static void main(String... args) {
      Program.main(new Failing(), args);
    }

    @Override
    public Integer call() {
      new Thread(Failing::stay).start();
      throw new LinkageError("planted");
    }

    private static void stay() {
      try {
        Thread.sleep(Long.MAX_VALUE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
