package dev.logproof.throughput;

import dev.logproof.commandline.CommandFailure;
import dev.logproof.throughput.endpoint.EndpointCounts;
import dev.logproof.throughput.endpoint.LatencyMicros;
import dev.logproof.throughput.load.LoadCounts;
import dev.logproof.throughput.measure.Measurement;
import dev.logproof.throughput.measure.Rate;
import dev.logproof.throughput.process.AggregatorProcess;
import dev.logproof.throughput.process.Helper;
import dev.logproof.throughput.process.ProcessTable;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures one aggregator at one rate. Starts all processes anew, so that measurements are
 * independent. Confined to the main thread.
 */
record Trial(TrialSettings settings, ProcessTable processes, Pause pause) {
  private static final Duration READY_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_GRACE = Duration.ofSeconds(40);
  private static final long POLL_MILLIS = 200;

  /** Interruptible wait. */
  @FunctionalInterface
  interface Pause {
    /** Fails when the run is to end. */
    void of(Duration time) throws InterruptedException;
  }

  Measurement run(Contender contender, Rate rate, int round, Path directory)
      throws IOException, InterruptedException {
    try (Helper endpoint = Helper.start(ThroughputCommand.class, directory, endpointArguments())) {
      int endpointPort = Integer.parseInt(endpoint.line());
      int forwardPort = freePort();
      try (AggregatorProcess aggregator =
          AggregatorProcess.start(
              contender.name(),
              contender.command(),
              ContenderEnvironment.of(settings, endpointPort, forwardPort, directory),
              directory)) {
        Duration ready = aggregator.awaitReady(forwardPort, READY_LIMIT);
        List<String> load = loadArguments(forwardPort, rate, contender);
        try (Helper sender = Helper.start(ThroughputCommand.class, directory, load)) {
          Marks marks = new Marks(aggregator, sender, endpoint, processes);
          pause.of(settings.warmUp());
          endpoint.ask("latencies", LatencyMicros.class);
          Snapshot before = marks.now();
          pause.of(settings.duration());
          Snapshot after = marks.now();
          LatencyMicros latency = endpoint.ask("latencies", LatencyMicros.class);
          LoadCounts sent = sender.ask("stop", LoadCounts.class);
          awaitAll(endpoint, sent.events());
          aggregator.stop(STOP_GRACE);
          EndpointCounts end = endpoint.ask("counts", EndpointCounts.class);
          return new Outcome(before, after, latency, sent, end)
              .measurement(contender, rate, round, ready.toMillis(), flushSeconds());
        }
      }
    }
  }

  private double flushSeconds() {
    return settings.flushInterval().toMillis() / 1e3;
  }

  /** The processes of a trial. */
  private record Marks(
      AggregatorProcess aggregator, Helper sender, Helper endpoint, ProcessTable processes) {
    Snapshot now() throws IOException {
      return new Snapshot(
          endpoint.ask("counts", EndpointCounts.class),
          sender.ask("counts", LoadCounts.class),
          processes.usage(aggregator.handle()),
          processes.usage(sender.handle()).cpuMillis(),
          processes.usage(endpoint.handle()).cpuMillis(),
          processes.busyMillis());
    }
  }

  private void awaitAll(Helper endpoint, long events) throws IOException, InterruptedException {
    long arrived = -1;
    long progressNanos = System.nanoTime();
    while (arrived < events
        && System.nanoTime() - progressNanos < settings.drainLimit().toNanos()) {
      long now = endpoint.ask("counts", EndpointCounts.class).events();
      progressNanos = now > arrived ? System.nanoTime() : progressNanos;
      arrived = now;
      pause.of(Duration.ofMillis(POLL_MILLIS));
    }
  }

  private List<String> endpointArguments() {
    List<String> arguments = new ArrayList<>(List.of("endpoint"));
    arguments.addAll(settings.transport().endpointArguments());
    return arguments;
  }

  private List<String> loadArguments(int forwardPort, Rate rate, Contender contender) {
    return List.of(
        "load",
        "--port=" + forwardPort,
        "--connections=" + settings.connections(),
        "--tag=" + settings.tag(),
        "--mode=" + settings.mode(),
        "--lines=" + contender.lines(),
        "--event-bytes=" + settings.eventBytes(),
        String.format(Locale.ROOT, "--bytes-per-second=%.3f", rate.bytesPerSecond()),
        "--tick=" + settings.tick().toMillis() + "ms");
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw CommandFailure.unknown("no free port: " + e.getMessage(), e);
    }
  }
}
