package dev.logproof.system.faults;

import dev.logproof.system.faults.FaultCase.Clients;
import dev.logproof.system.faults.FaultOutcome.Expectation;
import dev.logproof.system.support.AggregatorTask;
import dev.logproof.system.support.ExitLine;
import dev.logproof.system.support.FluentConf;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Faults of the service behind {@code kinesis_streams}, as in {@link FirehoseFaults}. */
final class OutputFaults {
  /** Stream that a delivery stream of local-aws reads. */
  static final String KINESIS_STREAM = "kinesis-stream";

  private static final String PREFIX = "kinesis-";
  private static final int LOAD_SECONDS = 3;

  private OutputFaults() {}

  static List<FaultCase> all() {
    Stream<FaultCase> own =
        Stream.of(
            kinesis("throttle", Clients.WITHOUT_ACKS, "'share':0.5,'fault':'throttle'"),
            kinesis("slow-5s", Clients.NONE, "'fault':'slow','share':0.2,'delayMillis':5000"),
            new FaultCase(PREFIX + "outage-reset", Clients.NONE, OutputFaults::outage),
            new FaultCase(PREFIX + "sigterm-spooled", Clients.WITHOUT_ACKS, OutputFaults::spooled));
    return Stream.concat(
            FirehoseFaults.plansOfAnyService()
                .map(plan -> kinesis(plan.name(), plan.byDefault(), plan.json())),
            own)
        .toList();
  }

  private static FaultCase kinesis(String name, Clients byDefault, String json) {
    return new FaultCase(PREFIX + name, byDefault, run -> play(run, "{'seed':7," + json + "}"));
  }

  private static String config(FaultRun run) throws IOException {
    return FluentConf.withSources()
        .section(
            "<match **>",
            List.of(
                "@type kinesis_streams",
                "@id output_kinesis_backend",
                "stream_name " + KINESIS_STREAM,
                "<buffer>",
                "flush_interval 0.5",
                "flush_thread_count 4",
                "</buffer>"))
        .write(run.directory().resolve("kinesis.conf"));
  }

  private static Expectation play(FaultRun run, String plan)
      throws IOException, InterruptedException {
    AggregatorTask task = run.startTask("--config", config(run));
    run.startLoad(LOAD_SECONDS);
    run.faults().begin(plan);
    return FirehoseFaults.settled(run, task);
  }

  private static Expectation outage(FaultRun run) throws IOException, InterruptedException {
    AggregatorTask task = run.startTask("--config", config(run));
    run.startLoad(LOAD_SECONDS + run.seconds(3, 120));
    run.faults().begin("{'fault':'outage','how':'reset','forMillis':" + run.millis(3, 120) + "}");
    run.awaitFaultPassed();
    return FirehoseFaults.settled(run, task);
  }

  /** The next task delivers what a stop during a throttle spooled. */
  private static Expectation spooled(FaultRun run) throws IOException, InterruptedException {
    String config = config(run);
    AggregatorTask task = run.startTask("--config", config, "--stop-timeout", "6s");
    run.faults().begin("{'fault':'throttle'}");
    run.startLoad(LOAD_SECONDS);
    if (!run.acks()) {
      run.awaitLoad();
    }
    ExitLine left = run.stop(task);
    run.faults().end();
    AggregatorTask next = run.startTask("--config", config);
    run.awaitLoad();
    ExitLine taken = run.stop(next);
    return recovered(run, left, taken);
  }

  /**
   * Expects that the next task delivered all that a stop spooled; clients whose acknowledgements
   * the stop withheld sent it again.
   */
  static Expectation recovered(FaultRun run, ExitLine left, ExitLine taken) {
    if (taken.recovered() == 0 || taken.recovered() != left.spooled()) {
      throw new IllegalStateException(left + ", then " + taken);
    }
    return Expectation.duplicates(run.acks() ? taken.recovered() : 0);
  }
}
