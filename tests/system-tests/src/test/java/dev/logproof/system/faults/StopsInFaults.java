package dev.logproof.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.record.result.LoadResult;
import dev.logproof.system.faults.FaultCase.Clients;
import dev.logproof.system.faults.FaultOutcome.Expectation;
import dev.logproof.system.support.AggregatorTask;
import dev.logproof.system.support.Waits;
import java.io.IOException;
import java.util.List;

/** SIGTERM during each Firehose fault; faults of every call end before the deadline. */
final class StopsInFaults {
  private static final int LOAD_SECONDS = 3;

  private StopsInFaults() {}

  static List<FaultCase> all() {
    return FirehoseFaults.plans().stream()
        .map(
            plan ->
                new FaultCase(
                    "sigterm-in-" + plan.name(),
                    Clients.NONE,
                    run -> play(run, plan.json(), plan.shortSeconds() > 0)))
        .toList();
  }

  /**
   * Clients with acknowledgements still send and switch to the next task. The others have finished,
   * since they would not notice rejected events.
   */
  private static Expectation play(FaultRun run, String fault, boolean passing)
      throws IOException, InterruptedException {
    AggregatorTask next = run.startTask("--spool-dir", "next-spool");
    AggregatorTask task = run.startTask();
    run.faults().begin("{'seed':7," + fault + "}");
    run.startLoad(LOAD_SECONDS);
    if (!run.acks()) {
      run.awaitLoad();
    }
    run.register(List.of(next));
    task.program().process().destroy();
    Waits.await()
        .untilAsserted(
            () -> assertThat(task.program().stderr()).containsPattern("drained \\d+ clients"));
    if (passing) {
      run.faults().end();
    }
    run.stop(task);
    LoadResult load = run.awaitLoad();
    run.stop(next);
    return FirehoseFaults.struck(run, task, load.resentEvents(), load.resentEvents() > 0);
  }
}
