package dev.logproof.system.faults;

import dev.logproof.record.result.LoadResult;
import dev.logproof.system.faults.FaultCase.Clients;
import dev.logproof.system.faults.FaultOutcome.Expectation;
import dev.logproof.system.support.AggregatorTask;
import dev.logproof.system.support.ExitLine;
import dev.logproof.system.support.FluentConf;
import dev.logproof.system.support.Metrics;
import dev.logproof.system.support.Waits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Faults behind the outputs {@code forward} and {@code s3}. */
final class RelayFaults {
  private static final int LOAD_SECONDS = 3;

  private RelayFaults() {}

  static List<FaultCase> all() {
    return List.of(
        forward("throttle", Clients.NONE, "'forMillis':3000,'fault':'throttle'"),
        forward("partial-30-percent", Clients.NONE, "'fault':'partial','records':0.3"),
        forward("accept-then-fail", Clients.NONE, OutputFaults.disconnect("without-response")),
        new FaultCase("forward-sigkill", Clients.WITH_ACKS, RelayFaults::killed),
        new FaultCase("s3-sigterm-spooled", Clients.WITHOUT_ACKS, RelayFaults::spooled));
  }

  private static FaultCase forward(String name, Clients byDefault, String json) {
    return new FaultCase(
        "forward-" + name, byDefault, run -> relay(run, "{'seed':7," + json + "}"));
  }

  /** Sends to {@code servers}, whose acknowledgements mean delivery. */
  private static String forwarding(FaultRun run, List<AggregatorTask> servers) throws IOException {
    List<String> lines =
        new ArrayList<>(List.of("@type forward", "require_ack_response true", "recover_wait 1s"));
    for (AggregatorTask server : servers) {
      lines.addAll(
          List.of("<server>", "host 127.0.0.1", "port " + server.forwardPort(), "</server>"));
    }
    lines.addAll(
        List.of("<buffer tag>", "flush_interval 0.2", "flush_thread_count 4", "</buffer>"));
    return FluentConf.withSources()
        .section("<match **>", lines)
        .write(run.directory().resolve("forward.conf"));
  }

  private static Expectation relay(FaultRun run, String plan)
      throws IOException, InterruptedException {
    AggregatorTask behind = run.startTask("--spool-dir", "spool-behind");
    AggregatorTask first = run.startTask("--config", forwarding(run, List.of(behind)));
    run.startLoad(LOAD_SECONDS);
    run.faults().begin(plan);
    run.awaitLoad();
    run.stop(first);
    run.stop(behind);
    return FirehoseFaults.struck(run, behind, 0, false);
  }

  /** Chunks that the killed server took but had not acknowledged go to the other one. */
  private static Expectation killed(FaultRun run) throws IOException, InterruptedException {
    AggregatorTask killed = run.startTask("--spool-dir", "spool-killed");
    AggregatorTask other = run.startTask("--spool-dir", "spool-other");
    AggregatorTask first = run.startTask("--config", forwarding(run, List.of(killed, other)));
    run.startLoad(LOAD_SECONDS);
    Metrics metrics = new Metrics(killed.metricsPort());
    double ignored =
        Waits.await()
            .until(() -> metrics.sum("logproof_received_events_total"), count -> count > 0);
    killed.program().process().destroyForcibly();
    LoadResult load = run.awaitLoad();
    run.stop(first);
    run.stop(other);
    return Expectation.duplicatesUpTo(load.events());
  }

  /** S3 is away during the stop; the next task writes what was spooled. */
  private static Expectation spooled(FaultRun run) throws IOException, InterruptedException {
    String config =
        FluentConf.withSources()
            .section(
                "<match **>",
                List.of(
                    "@type s3",
                    "s3_bucket " + run.bucket(),
                    "force_path_style true",
                    "path direct/" + run.directory().getFileName() + "/",
                    "<format>",
                    "@type json",
                    "</format>",
                    "<buffer tag,time>",
                    "timekey 1h",
                    "timekey_use_utc true",
                    "flush_mode interval",
                    "flush_interval 0.5",
                    "</buffer>"))
            .write(run.directory().resolve("s3.conf"));
    AggregatorTask task =
        run.startTaskIn(
            new FaultRun.Setting(List.of(), Map.of("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1")),
            "--config",
            config,
            "--stop-timeout",
            "6s");
    run.startLoad(LOAD_SECONDS);
    run.awaitLoad();
    ExitLine left = run.stop(task);
    AggregatorTask next = run.startTask("--config", config);
    ExitLine taken = run.stop(next);
    if (taken.recovered() == 0 || taken.recovered() != left.spooled()) {
      throw new IllegalStateException(left + ", then " + taken);
    }
    return Expectation.duplicates(0);
  }
}
