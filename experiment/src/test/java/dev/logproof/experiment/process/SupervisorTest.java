package dev.logproof.experiment.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Process ends, signals and limits end every wait. */
class SupervisorTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String FOREVER = "exec tail -f /dev/null";

  @TempDir Path temp;

  @RegisterExtension final TestSupervisor processes = new TestSupervisor();
  private final Supervisor supervisor = processes.get();
  private StandInHome home;
  private Launcher launcher;

  @BeforeEach
  void start() throws IOException {
    home = new StandInHome(temp.resolve("home"));
    launcher = new Launcher(home.path(), temp, supervisor);
  }

  @Test
  void reportsSignalAndLogOfKilledProcess() throws Exception {
    home.program("service", "echo dying words >&2; " + FOREVER);
    launcher.serve("service-1", List.of("service"));
    awaitStart("service");
    home.kill("service");
    assertThatThrownBy(() -> supervisor.await("never", LONG, Optional::empty))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("service-1")
        .hasMessageContaining("137 (SIGKILL)")
        .hasMessageContaining("service-1.err");
  }

  @Test
  void reportsServiceThatExitsByItself() throws Exception {
    home.program("service", "echo no room >&2; exit 0");
    launcher.serve("service-1", List.of("service"));
    assertThatThrownBy(() -> supervisor.await("never", LONG, Optional::empty))
        .hasMessageContaining("exit code 0")
        .hasMessageContaining("last line: no room");
  }

  @Test
  void acceptsOnlyExpectedExitCodes() throws Exception {
    home.program("good", "exit 2").program("bad", "exit 3");
    ManagedProcess good = launcher.run("good", List.of("good"), Set.of(0, 2));
    assertThat(supervisor.awaitEnd(good, LONG)).isTrue();
    supervisor.check();
    launcher.run("bad", List.of("bad"), Set.of(0, 2));
    assertThatThrownBy(() -> supervisor.await("never", LONG, Optional::empty))
        .hasMessageContaining("bad")
        .hasMessageContaining("exit code 3");
  }

  @Test
  void endsWaitOnSignal() {
    processes.signal();
    assertThatThrownBy(() -> supervisor.await("never", LONG, Optional::empty))
        .hasMessage("stopped by signal");
  }

  @Test
  void reportsWhatTimedOut() {
    assertThatThrownBy(
            () -> supervisor.await("the ready line", Duration.ofMillis(1), Optional::empty))
        .hasMessage("the ready line: not within 0.001 s");
  }

  @Test
  void stopsAllProcessesIncludingThoseIgnoringSigterm() throws Exception {
    home.program("deaf", "trap '' TERM; echo ready; while :; do sleep 1; done")
        .program("service", FOREVER);
    ManagedProcess deaf = launcher.serve("deaf", List.of("deaf"));
    ManagedProcess service = launcher.serve("service", List.of("service"));
    awaitStart("service");
    supervisor.await("the trap is set", LONG, () -> deaf.outputLines().stream().findFirst());
    supervisor.stopAll(Duration.ofMillis(50));
    assertThat(deaf.isAlive()).isFalse();
    assertThat(service.isAlive()).isFalse();
    assertThat(deaf.exitCode()).isEqualTo(137);
  }

  @Test
  void passesOnlyExportedVariables() throws Exception {
    home.program("show", "env");
    launcher.export(Map.of("AWS_REGION", "here-1"));
    ManagedProcess show = launcher.run("show", List.of("show"), Set.of(0));
    supervisor.awaitEnd(show, LONG);
    assertThat(show.outputLines())
        .contains("AWS_REGION=here-1")
        .contains("LOGPROOF_PARENT_PID=" + ProcessHandle.current().pid())
        .filteredOn(line -> line.startsWith("AWS_") || line.startsWith("LOGPROOF_"))
        .allMatch(line -> line.matches("(AWS_REGION|LOGPROOF_PARENT_PID|LOGPROOF_JAVA_FLAGS)=.*"));
  }

  private void awaitStart(String name) throws Exception {
    supervisor.await(name, LONG, () -> home.started(name) ? Optional.of(true) : Optional.empty());
  }
}
