package dev.logproof.system.faults;

import dev.logproof.system.faults.FaultCase.Clients;
import dev.logproof.system.faults.FaultOutcome.Expectation;
import dev.logproof.system.support.AggregatorTask;
import dev.logproof.system.support.ExitLine;
import dev.logproof.system.support.FluentConf;
import dev.logproof.system.support.InconclusiveTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Faults of S3 behind the output {@code s3}. Each event is in S3 once whatever happens, also after
 * requests that were executed without a response: the chunk's id tells an object from another's.
 */
final class ObjectFaults {
  private static final String PREFIX = "s3-";
  private static final int LOAD_SECONDS = 3;

  private ObjectFaults() {}

  static List<FaultCase> all() {
    List<FaultCase> all = new ArrayList<>();
    all.add(small("throttle", Clients.WITHOUT_ACKS, share("'fault':'throttle'")));
    for (String code : List.of("InternalError", "RequestTimeout", "AccessDenied", "NoSuchBucket")) {
      all.add(small(code, Clients.NONE, share("'fault':'error','code':'" + code + "'")));
    }
    all.add(small("slow-5s", Clients.NONE, "'share':0.2,'fault':'slow','delayMillis':5000"));
    for (String moment : List.of("before-request", "during-response", "after-response")) {
      String name = "disconnect-" + moment.replaceFirst("-.*", "");
      all.add(small(name, Clients.NONE, disconnect(moment)));
    }
    all.add(small("accept-then-fail", Clients.WITH_ACKS, disconnect("without-response")));
    all.add(small("outage-refused", Clients.NONE, outage("refuse")));
    all.add(small("outage-reset", Clients.NONE, outage("reset")));
    all.add(inParts("throttle", Clients.NONE, "'share':0.4,'fault':'throttle'"));
    all.add(inParts("disconnect-during", Clients.NONE, disconnect("during-response")));
    all.add(inParts("accept-then-fail", Clients.WITHOUT_ACKS, disconnect("without-response")));
    all.add(new FaultCase(PREFIX + "sigterm-recovering", Clients.NONE, ObjectFaults::recovering));
    all.add(new FaultCase(PREFIX + "sigterm-spooled", Clients.WITHOUT_ACKS, ObjectFaults::spooled));
    return all;
  }

  /** The SDK's own retries hide a smaller share. */
  private static String share(String json) {
    return "'share':0.7," + json;
  }

  private static String disconnect(String moment) {
    return share("'fault':'disconnect','moment':'" + moment + "'");
  }

  private static String outage(String how) {
    return "'forMillis':3000,'fault':'outage','how':'" + how + "'";
  }

  private static FaultCase small(String name, Clients byDefault, String plan) {
    return new FaultCase(PREFIX + name, byDefault, run -> play(run, plan));
  }

  /** Objects that exceed a part. */
  private static FaultCase inParts(String name, Clients byDefault, String plan) {
    return new FaultCase(PREFIX + "parts-" + name, byDefault, run -> playInParts(run, plan));
  }

  private static String config(FaultRun run, String... buffer) throws IOException {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "@type s3",
                "s3_bucket " + run.bucket(),
                "force_path_style true",
                "store_as text",
                "path direct/" + run.directory().getFileName() + "/",
                "<format>",
                "@type json",
                "</format>",
                "<buffer tag,time>",
                "timekey 1h",
                "timekey_use_utc true",
                "flush_mode interval"));
    lines.addAll(List.of(buffer));
    lines.add("</buffer>");
    return FluentConf.withSources()
        .section("<match **>", lines)
        .write(run.directory().resolve("s3.conf"));
  }

  private static void begin(FaultRun run, String plan) throws IOException {
    run.s3Faults().begin("{'seed':7," + plan + "}");
  }

  private static Expectation play(FaultRun run, String plan)
      throws IOException, InterruptedException {
    AggregatorTask task =
        run.startTask("--config", config(run, "flush_interval 0.2", "flush_thread_count 4"));
    run.startLoad(LOAD_SECONDS);
    begin(run, plan);
    run.awaitLoad();
    return once(run, task);
  }

  private static Expectation playInParts(FaultRun run, String plan)
      throws IOException, InterruptedException {
    AggregatorTask task =
        run.startTask("--config", config(run, "flush_interval 60", "chunk_limit_size 20m"));
    begin(run, plan);
    run.startLoad("8MB/s", 4, 2 * LOAD_SECONDS, List.of("--ack-window=4096"));
    run.awaitLoad();
    return once(run, task);
  }

  private static Expectation once(FaultRun run, AggregatorTask task)
      throws IOException, InterruptedException {
    run.stop(task);
    struck(run, task);
    return Expectation.duplicates(0);
  }

  /** Refused connections show at the task alone. */
  private static void struck(FaultRun run, AggregatorTask task) throws IOException {
    boolean noticed = task.program().stderr().contains("Retrying");
    if (run.s3Faults().done().strikes() == 0 && !noticed) {
      throw new InconclusiveTest("nothing went wrong");
    }
  }

  /** S3 is throttled while the task stops, and recovers in time. */
  private static Expectation recovering(FaultRun run) throws IOException, InterruptedException {
    AggregatorTask task = run.startTask("--config", config(run, "flush_interval 1"));
    run.startLoad(LOAD_SECONDS);
    run.awaitLoad();
    begin(run, "'forMillis':4000,'fault':'throttle'");
    return once(run, task);
  }

  /** S3 fails during the stop; the next task writes what was spooled. */
  private static Expectation spooled(FaultRun run) throws IOException, InterruptedException {
    String config = config(run, "flush_interval 0.5");
    AggregatorTask task = run.startTask("--config", config, "--stop-timeout", "6s");
    begin(run, "'fault':'throttle'");
    run.startLoad(LOAD_SECONDS);
    run.awaitLoad();
    ExitLine left = run.stop(task);
    struck(run, task);
    run.s3Faults().end();
    AggregatorTask next = run.startTask("--config", config);
    ExitLine taken = run.stop(next);
    OutputFaults.recovered(run, left, taken);
    return Expectation.duplicates(0);
  }
}
