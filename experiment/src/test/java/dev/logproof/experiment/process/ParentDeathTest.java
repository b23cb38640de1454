package dev.logproof.experiment.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.commandline.Program;
import dev.logproof.commandline.Termination;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;

/** Killing the experiment ends its child processes. */
class ParentDeathTest {
  @TempDir Path temp;

  @Test
  void endsChildOfKilledParent() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    StandInHome home = new StandInHome(temp.resolve("home"));
    home.program(
        "child", "exec '" + java + "' -cp '" + classPath + "' '" + Child.class.getName() + "'");
    Process parent =
        new ProcessBuilder(
                java,
                "-cp",
                classPath,
                Parent.class.getName(),
                home.path().toString(),
                temp.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = parent.inputReader()) {
      ProcessHandle child = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
      parent.destroyForcibly();
      child.onExit().get(30, TimeUnit.SECONDS);
      assertThat(child.isAlive()).isFalse();
    } finally {
      parent.destroyForcibly();
    }
  }

  /** Starts a child and waits to be killed. */
  static final class Parent {
    private Parent() {}

    public static void main(String... args) throws Exception {
      Supervisor supervisor = new Supervisor(Termination.shared()::await);
      Launcher launcher = new Launcher(Path.of(args[0]), Path.of(args[1]), supervisor);
      ManagedProcess child = launcher.serve("child", List.of("child"));
      supervisor.await("the child is up", Duration.ofSeconds(30), () -> firstLine(child));
      System.out.println(child.pid());
      Termination.shared().await();
    }

    private static Optional<String> firstLine(ManagedProcess child) throws IOException {
      return child.outputLines().stream().findFirst();
    }
  }

  /** A program that runs until it is stopped. */
  @Command(name = "child")
  static final class Child implements Callable<Integer> {
    public static void main(String... args) {
      Program.main(new Child(), args);
    }

    @Override
    public Integer call() throws InterruptedException {
      System.out.println("up");
      Termination.shared().await();
      return 0;
    }
  }
}
