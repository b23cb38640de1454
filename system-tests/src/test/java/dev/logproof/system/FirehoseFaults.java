package dev.logproof.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.system.FaultCase.Clients;
import dev.logproof.system.FaultOutcome.Expectation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What Firehose, or the way to it, does wrong while a task runs. */
final class FirehoseFaults {
  private static final int LOAD_SECONDS = 3;
  private static final int FULL_SECONDS = 60;

  private FirehoseFaults() {}

  static List<FaultCase> all() {
    List<FaultCase> all = new ArrayList<>();
    all.add(passing("throttle", Clients.WITHOUT_ACKS, 3, "'fault':'throttle'"));
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
    all.add(
        new FaultCase("InvalidArgumentException", Clients.NONE, FirehoseFaults::refusedForGood));
    all.add(passing("outage-refused", Clients.NONE, 3, "'fault':'outage','how':'refuse'"));
    all.add(passing("outage-reset", Clients.NONE, 3, "'fault':'outage','how':'reset'"));
    all.add(passing("slow-5s", Clients.NONE, 4, "'fault':'slow','delayMillis':5000"));
    all.add(disconnect("disconnect-before", Clients.NONE, "before-request"));
    all.add(disconnect("disconnect-during", Clients.NONE, "during-response"));
    all.add(disconnect("disconnect-after", Clients.NONE, "after-response"));
    all.add(disconnect("accept-then-fail", Clients.BOTH, "without-response"));
    all.add(new FaultCase("buffer-full", Clients.NONE, FirehoseFaults::bufferFull));
    return all;
  }

  /** Strikes every call, for a while. */
  private static FaultCase passing(String name, Clients byDefault, int seconds, String plan) {
    return new FaultCase(
        name,
        byDefault,
        run -> {
          long millis = run.millis(seconds, FULL_SECONDS);
          AggregatorTask task = run.startTask();
          run.startLoad(LOAD_SECONDS);
          run.faults().begin("{'seed':7,'forMillis':" + millis + "," + plan + "}");
          run.awaitFaultPassed();
          return settled(run, task);
        });
  }

  /** Strikes some calls, or records, as long as there are any. */
  private static FaultCase lasting(String name, Clients byDefault, String plan) {
    return new FaultCase(
        name,
        byDefault,
        run -> {
          AggregatorTask task = run.startTask();
          run.faults().begin("{'seed':7," + plan + "}");
          run.startLoad(LOAD_SECONDS);
          return settled(run, task);
        });
  }

  private static FaultCase disconnect(String name, Clients byDefault, String moment) {
    return lasting(name, byDefault, "'fault':'disconnect','share':0.3,'moment':'" + moment + "'");
  }

  /** The end of the load and of the task; duplicates are what the stand-in left in doubt. */
  private static Expectation settled(FaultRun run, AggregatorTask task)
      throws IOException, InterruptedException {
    run.awaitLoad();
    boolean struck = run.faults().done().strikes() > 0;
    assertThat(struck || task.program().stderr().contains("Retrying")).isTrue();
    run.stop(task);
    FaultClient.Done done = run.faults().done();
    return Expectation.duplicates(done.ambiguousRecords());
  }

  /** What is refused for good is lost to the stream, named in the books, and kept in a file. */
  private static Expectation refusedForGood(FaultRun run) throws IOException, InterruptedException {
    AggregatorTask task = run.startTask();
    run.faults().begin("{'seed':7,'fault':'error','share':0.6,'code':'InvalidArgumentException'}");
    run.startLoad(LOAD_SECONDS);
    run.awaitLoad();
    long rejected = run.stop(task).rejected();
    Path kept = run.directory().resolve("dead-letter/output_kinesis_backend.jsonl");
    assertThat(Files.readAllLines(kept)).hasSize((int) rejected).isNotEmpty();
    return new Expectation(rejected, 0, false, false);
  }

  /**
   * A buffer smaller than what comes while nothing can be delivered. That its limit was reached is
   * not checked: clients were late by 50 ms only, so they do not show it.
   */
  private static Expectation bufferFull(FaultRun run) throws IOException, InterruptedException {
    Path config =
        Files.writeString(
            run.directory().resolve("small.conf"),
            """
            <source>
              @type forward
            </source>
            <source>
              @type http
            </source>
            <match **>
              @type kinesis_firehose
              region us-west-2
              delivery_stream_name s3-delivery-stream
              <buffer>
                flush_interval 0.2
                chunk_limit_size 64k
                total_limit_size 512k
                flush_thread_count 4
              </buffer>
            </match>
            """);
    AggregatorTask task = run.startTask("--config", config.toString());
    long millis = run.millis(3, FULL_SECONDS);
    run.faults().begin("{'fault':'throttle','forMillis':" + millis + "}");
    run.startLoad("4MB/s", 8, 2, List.of("--ack-window=4096"));
    run.awaitFaultPassed();
    return settled(run, task);
  }
}
