package dev.logproof.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.system.faults.FaultCase.Clients;
import dev.logproof.system.faults.FaultOutcome.Expectation;
import dev.logproof.system.support.AggregatorTask;
import dev.logproof.system.support.InconclusiveTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Faults of Firehose or of the path to it. */
final class FirehoseFaults {
  private static final int LOAD_SECONDS = 3;

  private static final Set<String> OF_ANY_SERVICE =
      Set.of(
          "partial-30-percent",
          "InternalFailure",
          "InvalidArgumentException",
          "disconnect-before",
          "disconnect-during",
          "disconnect-after",
          "accept-then-fail");

  /** Affects every call for a limited time, or some calls indefinitely. */
  record Plan(String name, Clients byDefault, int shortSeconds, int fullSeconds, String json) {
    String in(FaultRun run) {
      long millis = run.millis(shortSeconds, fullSeconds);
      return "{'seed':7," + (millis > 0 ? "'forMillis':" + millis + "," : "") + json + "}";
    }
  }

  private FirehoseFaults() {}

  static List<FaultCase> all() {
    return plans().stream()
        .map(plan -> new FaultCase(plan.name(), plan.byDefault(), run -> play(run, plan)))
        .toList();
  }

  static List<Plan> plans() {
    List<Plan> all = new ArrayList<>();
    all.add(new Plan("throttle", Clients.WITHOUT_ACKS, 3, 60, "'fault':'throttle'"));
    all.add(lasting("partial-1-percent", Clients.NONE, "'fault':'partial','records':0.01"));
    all.add(lasting("partial-30-percent", Clients.WITH_ACKS, "'fault':'partial','records':0.3"));
    for (String code :
        List.of(
            "ResourceNotFoundException",
            "InvalidKMSResourceException",
            "InvalidSourceException",
            "ServiceUnavailableException",
            "InternalFailure")) {
      all.add(lasting(code, Clients.NONE, "'fault':'error','share':0.3,'code':'" + code + "'"));
    }
    String refused = "'fault':'error','share':0.6,'code':'InvalidArgumentException'";
    all.add(lasting("InvalidArgumentException", Clients.NONE, refused));
    all.add(new Plan("outage-refused", Clients.NONE, 3, 120, "'fault':'outage','how':'refuse'"));
    all.add(new Plan("outage-reset", Clients.NONE, 3, 120, "'fault':'outage','how':'reset'"));
    all.add(new Plan("slow-5s", Clients.NONE, 4, 60, "'fault':'slow','delayMillis':5000"));
    all.add(disconnect("disconnect-before", Clients.NONE, "before-request"));
    all.add(disconnect("disconnect-during", Clients.NONE, "during-response"));
    all.add(disconnect("disconnect-after", Clients.NONE, "after-response"));
    all.add(disconnect("accept-then-fail", Clients.WITH_ACKS, "without-response"));
    return all;
  }

  /** Plans that mean the same for every service with streams, and last until they are ended. */
  static Stream<Plan> plansOfAnyService() {
    return plans().stream().filter(plan -> OF_ANY_SERVICE.contains(plan.name()));
  }

  /** Affects some calls or records until it is ended. */
  private static Plan lasting(String name, Clients byDefault, String json) {
    return new Plan(name, byDefault, 0, 0, json);
  }

  private static Plan disconnect(String name, Clients byDefault, String moment) {
    return lasting(name, byDefault, "'fault':'disconnect','share':0.3,'moment':'" + moment + "'");
  }

  /** The load starts before the fault and outlasts it. */
  private static Expectation play(FaultRun run, Plan plan)
      throws IOException, InterruptedException {
    AggregatorTask task = run.startTask();
    run.startLoad(LOAD_SECONDS + run.seconds(plan.shortSeconds(), plan.fullSeconds()));
    run.faults().begin(plan.in(run));
    if (plan.shortSeconds() > 0) {
      run.awaitFaultPassed();
    }
    return settled(run, task);
  }

  /**
   * Expects one duplicate per ambiguous record. Permanently rejected events count as lost, appear
   * in the exit counters, and are kept in the dead-letter file.
   */
  static Expectation settled(FaultRun run, AggregatorTask task)
      throws IOException, InterruptedException {
    run.awaitLoad();
    run.stop(task);
    return struck(run, task, 0, false);
  }

  /** Expects {@code resent} duplicates by clients. */
  static Expectation struck(FaultRun run, AggregatorTask task, long resent, boolean atMost)
      throws IOException {
    FaultClient.Done done = run.faults().done();
    boolean noticed = task.program().stderr().contains("Retrying");
    if (done.strikes() == 0 && !noticed) {
      throw new InconclusiveTest("nothing went wrong");
    }
    long rejected = run.rejected();
    Path kept = run.directory().resolve("dead-letter/output_kinesis_backend.jsonl");
    if (rejected > 0) {
      assertThat(Files.readAllLines(kept)).hasSize((int) rejected);
    }
    return new Expectation(rejected, done.ambiguousRecords() + resent, false, atMost);
  }
}
