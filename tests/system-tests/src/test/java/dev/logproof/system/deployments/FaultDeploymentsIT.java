package dev.logproof.system.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.record.result.LoadResult;
import dev.logproof.system.faults.FaultOutcome;
import dev.logproof.system.faults.FaultOutcome.Expectation;
import dev.logproof.system.faults.FaultRun;
import dev.logproof.system.support.AggregatorTask;
import dev.logproof.system.support.LocalCloud;
import dev.logproof.system.support.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Counts lines lost and duplicated by rolling deployments of two tasks. Run by {@code
 * bin/fault-suite --deployments 20}; a build runs the shorter {@link RollingDeploymentIT}.
 */
@EnabledIfSystemProperty(named = "logproof.deployments", matches = "\\d+")
@Tag("full")
class FaultDeploymentsIT {
  private static final int DEPLOYMENTS = Integer.getInteger("logproof.deployments", 2);
  private static final String RATE = "6MB/s";
  private static final int CONNECTIONS = 16;
  private static final int TASKS = 2;

  /** The load is stopped after the last deployment. */
  private static final int SECONDS_A_DEPLOYMENT = 60;

  /** A client that never reads can write a line at the moment of the reset. */
  private static final long MOST_LOST = 1;

  @TempDir Path directory;

  @Test
  void losesAlmostNothingOfClientsThatNeverRead() throws Exception {
    FaultOutcome outcome = deploy(false);
    assertThat(outcome.problems()).as(outcome.row()).isEmpty();
  }

  @Test
  void losesNothingOfClientsWithAcknowledgements() throws Exception {
    FaultOutcome outcome = deploy(true);
    assertThat(outcome.problems()).as(outcome.row()).isEmpty();
  }

  private FaultOutcome deploy(boolean acks) throws IOException, InterruptedException {
    try (LocalCloud cloud = LocalCloud.start(directory, "--faults");
        FaultRun run = new FaultRun(cloud, directory.resolve("deployments"), acks, false)) {
      List<AggregatorTask> tasks = new ArrayList<>();
      for (int task = 0; task < TASKS; task++) {
        tasks.add(run.startTask());
      }
      run.register(tasks);
      run.startLoad(RATE, CONNECTIONS, SECONDS_A_DEPLOYMENT * (DEPLOYMENTS + 1), List.of());
      for (int deployment = 0; deployment < DEPLOYMENTS; deployment++) {
        replaceAll(run, tasks);
      }
      run.endLoad();
      LoadResult load = run.awaitLoad();
      for (AggregatorTask task : tasks) {
        run.stop(task);
      }
      Expectation expectation =
          acks
              ? Expectation.duplicatesUpTo(load.resentEvents())
              : new Expectation(MOST_LOST, 0, true, false);
      FaultOutcome outcome = run.outcome(DEPLOYMENTS + " deployments", expectation);
      report(outcome, load, acks);
      return outcome;
    }
  }

  /** As ECS does with a minimum of 100 percent healthy. */
  private static void replaceAll(FaultRun run, List<AggregatorTask> tasks)
      throws IOException, InterruptedException {
    for (int slot = 0; slot < TASKS; slot++) {
      AggregatorTask old = tasks.get(slot);
      tasks.set(slot, run.startTask());
      run.register(tasks);
      assertThat(run.stop(old).pending()).isZero();
      old.close();
    }
  }

  private static void report(FaultOutcome outcome, LoadResult load, boolean acks)
      throws IOException {
    String line =
        String.format(
            Locale.ROOT,
            "%s, acks %s: sent %d, lost %d, duplicated %d (resent %d), %d reconnects, %.3f MB/s",
            outcome.fault(),
            acks ? "yes" : "no",
            outcome.sent(),
            outcome.lost(),
            outcome.duplicated(),
            load.resentEvents(),
            load.reconnects(),
            load.achievedBytesPerSecond() / 1e6);
    System.out.println(line);
    String name =
        "tests/system-tests/target/fault-deployments-" + (acks ? "acks" : "no-acks") + ".txt";
    Files.writeString(RunningProgram.home().resolve(name), line + "\n");
  }
}
