package dev.logproof.aggregator.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.metrics.Ledger;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The directory lock works across processes, also when its owner is killed. */
class SpoolLockTest {
  @TempDir Path root;

  /** Locks a directory until killed. */
  static final class Owner {
    private Owner() {}

    public static void main(String[] args) throws IOException {
      Spools spools = TestSpools.create(new Ledger());
      TestSpools.open(spools, Path.of(args[0]), false);
      System.out.println("owned");
      System.out.flush();
      int end = System.in.read();
      System.exit(end);
    }
  }

  @Test
  void keepsDirectoryUntilItsOwnerIsKilled() throws IOException, InterruptedException {
    Process owner = start();
    try (BufferedReader out = owner.inputReader(UTF_8)) {
      String line = out.readLine();
      while (line != null && !line.equals("owned")) {
        line = out.readLine();
      }
      assertThat(line).isEqualTo("owned");
      assertThat(slotOfNewTask()).isEqualTo("task-1");
    } finally {
      owner.destroyForcibly();
    }
    assertThat(owner.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(slotOfNewTask()).isEqualTo("task-0");
  }

  private String slotOfNewTask() throws IOException {
    try (Spools spools = TestSpools.create(new Ledger())) {
      OutputSpool output = TestSpools.open(spools, root, false);
      return output.root().slots().get(0).directory().getFileName().toString();
    }
  }

  private Process start() throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            classPath,
            Owner.class.getName(),
            root.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
