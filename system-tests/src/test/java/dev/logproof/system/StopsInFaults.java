package dev.logproof.system;

import dev.logproof.record.result.LoadResult;
import dev.logproof.system.FaultCase.Clients;
import dev.logproof.system.FaultOutcome.Expectation;
import java.io.IOException;
import java.util.List;

/** SIGTERM in each of Firehose's faults, which pass before the stop timeout of 30 s is over. */
final class StopsInFaults {
  private static final int LOAD_SECONDS = 3;

  /** So that the task is told to stop in the midst of it, and has time left when it is over. */
  private static final int FAULT_SECONDS = 9;

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
   * Clients that want acknowledgements still send when the task stops, and go over to the next;
   * from the others everything has come, since they would not notice what is not taken any more.
   */
  private static Expectation play(FaultRun run, String fault, boolean passing)
      throws IOException, InterruptedException {
    AggregatorTask task = run.startTask();
    String until = passing ? ",'forMillis':" + FAULT_SECONDS * 1_000 : "";
    run.faults().begin("{'seed':7," + fault + until + "}");
    run.startLoad(LOAD_SECONDS);
    if (!run.acks()) {
      run.awaitLoad();
    }
    AggregatorTask next = run.startTask("--spool-dir", "next-spool");
    boolean inTheMidst = run.faults().done().active();
    run.stop(task);
    LoadResult load = run.awaitLoad();
    run.stop(next);
    if (!inTheMidst) {
      throw new Unproven("the fault was over when the task was told to stop");
    }
    return FirehoseFaults.struck(run, load.resentEvents(), load.resentEvents() > 0);
  }
}
