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
import java.util.stream.Stream;

/** Faults behind the output {@code forward}, and of the servers that it sends to. */
final class RelayFaults {
  private static final int LOAD_SECONDS = 3;
  private static final String OUTAGE = "'forMillis':3000,'fault':'outage','how':";

  private RelayFaults() {}

  static List<FaultCase> all() {
    Stream<FaultCase> behind =
        Stream.of(
            forward("throttle", "'forMillis':3000,'fault':'throttle'"),
            forward("slow-5s", "'forMillis':4000,'fault':'slow','delayMillis':5000"),
            forward("outage-refused", OUTAGE + "'refuse'"),
            forward("outage-reset", OUTAGE + "'reset'"));
    Stream<FaultCase> ofServers =
        Stream.of(
            new FaultCase("forward-sigkill", Clients.WITH_ACKS, RelayFaults::killed),
            new FaultCase("forward-sigterm", Clients.NONE, RelayFaults::stopped),
            new FaultCase("forward-sigterm-spooled", Clients.WITHOUT_ACKS, RelayFaults::spooled));
    return Stream.of(
            FirehoseFaults.plansOfAnyService().map(plan -> forward(plan.name(), plan.json())),
            behind,
            ofServers)
        .flatMap(cases -> cases)
        .toList();
  }

  private static FaultCase forward(String name, String json) {
    return new FaultCase(
        "forward-" + name, Clients.NONE, run -> relay(run, "{'seed':7," + json + "}"));
  }

  /**
   * Sends to {@code servers}, whose acknowledgements mean delivery. A spool belongs to the names of
   * its servers, which are the same for every task.
   */
  private static String forwarding(FaultRun run, List<AggregatorTask> servers) throws IOException {
    List<String> lines =
        new ArrayList<>(List.of("@type forward", "require_ack_response true", "recover_wait 1s"));
    for (AggregatorTask server : servers) {
      lines.addAll(List.of("<server>", "name server" + lines.size(), "host 127.0.0.1"));
      lines.addAll(List.of("port " + server.forwardPort(), "</server>"));
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

  /** The stopped server delivers and acknowledges what it took; the rest goes to the other one. */
  private static Expectation stopped(FaultRun run) throws IOException, InterruptedException {
    Relay relay = startRelay(run);
    run.stop(relay.leaving());
    run.awaitLoad();
    run.stop(relay.first());
    run.stop(relay.staying());
    return Expectation.duplicates(0);
  }

  /** No server is there during the stop; the next task delivers what was spooled. */
  private static Expectation spooled(FaultRun run) throws IOException, InterruptedException {
    AggregatorTask gone = run.startTask("--spool-dir", "spool-gone");
    String nowhere = forwarding(run, List.of(gone));
    run.stop(gone);
    AggregatorTask task = run.startTask("--config", nowhere, "--stop-timeout", "6s");
    run.startLoad(LOAD_SECONDS);
    if (!run.acks()) {
      run.awaitLoad();
    }
    ExitLine left = run.stop(task);
    AggregatorTask behind = run.startTask("--spool-dir", "spool-behind");
    AggregatorTask next = run.startTask("--config", forwarding(run, List.of(behind)));
    run.awaitLoad();
    ExitLine taken = run.stop(next);
    run.stop(behind);
    return OutputFaults.recovered(run, left, taken);
  }

  /** Chunks that the killed server took but had not acknowledged go to the other one. */
  private static Expectation killed(FaultRun run) throws IOException, InterruptedException {
    Relay relay = startRelay(run);
    relay.leaving().program().process().destroyForcibly();
    LoadResult load = run.awaitLoad();
    run.stop(relay.first());
    run.stop(relay.staying());
    return Expectation.duplicatesUpTo(load.events());
  }

  /** A task that forwards to two servers. */
  private record Relay(AggregatorTask first, AggregatorTask leaving, AggregatorTask staying) {}

  /** Returns when the server that will leave has events. */
  private static Relay startRelay(FaultRun run) throws IOException, InterruptedException {
    AggregatorTask leaving = run.startTask("--spool-dir", "spool-leaving");
    AggregatorTask staying = run.startTask("--spool-dir", "spool-staying");
    AggregatorTask first = run.startTask("--config", forwarding(run, List.of(leaving, staying)));
    run.startLoad(LOAD_SECONDS);
    Metrics metrics = new Metrics(leaving.metricsPort());
    double ignored =
        Waits.await()
            .until(() -> metrics.sum("logproof_received_events_total"), count -> count > 0);
    return new Relay(first, leaving, staying);
  }
}
