package dev.logproof.experiment.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.experiment.process.Launcher;
import dev.logproof.experiment.process.StandInHome;
import dev.logproof.experiment.process.StepFailedException;
import dev.logproof.experiment.process.Supervisor;
import dev.logproof.experiment.process.TestSupervisor;
import dev.logproof.record.result.ExperimentResult.Stop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A task is stopped as ECS stops it. */
class AggregatorTaskTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String READY =
      "echo ready forward=127.0.0.1:1 http=127.0.0.1:2 metrics=127.0.0.1:3\n";
  private static final String ACCOUNTING =
      "accounting: received=1 delivered=1 rejected=0 pending=0";
  private static final String LOOP = "while :; do sleep 0.05; done";

  @TempDir Path temp;

  @RegisterExtension final TestSupervisor processes = new TestSupervisor();
  private final Supervisor supervisor = processes.get();

  @Test
  void readsAccountingOfTaskStoppedBySigterm() throws Exception {
    String script = "trap 'echo " + ACCOUNTING + "; exit 1' TERM\n" + READY + LOOP;
    Stop stop = task(script).stop(LONG);
    assertThat(stop.killed()).isFalse();
    assertThat(stop.exitCode()).isEqualTo(1);
    assertThat(stop.accounting()).isEqualTo(ACCOUNTING);
    assertThat(stop.task()).isEqualTo("aggregator-1");
  }

  @Test
  void killsTaskThatIgnoresSigtermAtTimeout() throws Exception {
    Stop stop = task("trap '' TERM\n" + READY + LOOP).stop(Duration.ofMillis(100));
    assertThat(stop.killed()).isTrue();
    assertThat(stop.exitCode()).isEqualTo(137);
    assertThat(stop.accounting()).isEmpty();
  }

  @Test
  void failsStepWhenTaskIsKilledExternally() throws Exception {
    AggregatorTask task = task("trap 'kill -9 $$' TERM\n" + READY + LOOP);
    assertThatThrownBy(() -> task.stop(LONG))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("aggregator-1")
        .hasMessageContaining("SIGKILL");
  }

  @Test
  void reportsTaskThatExitsBeforeReady() {
    assertThatThrownBy(() -> task("echo port taken >&2; exit 64"))
        .hasMessageContaining("exit code 64")
        .hasMessageContaining("port taken");
  }

  private AggregatorTask task(String script) throws Exception {
    StandInHome home = new StandInHome(temp.resolve("home")).program("aggregator", script);
    Launcher launcher = new Launcher(home.path(), temp, supervisor);
    return AggregatorTask.awaitReady(
        launcher.serve("aggregator-1", List.of("aggregator")), supervisor, LONG);
  }
}
