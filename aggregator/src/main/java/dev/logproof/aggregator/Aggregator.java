package dev.logproof.aggregator;

import dev.logproof.aggregator.config.AggregatorConfig;
import dev.logproof.aggregator.config.UnixSource;
import dev.logproof.aggregator.drain.Drain;
import dev.logproof.aggregator.drain.DrainTimes;
import dev.logproof.aggregator.intake.Connections;
import dev.logproof.aggregator.intake.DrainWarmUp;
import dev.logproof.aggregator.intake.EventLoopOutputs;
import dev.logproof.aggregator.intake.ForwardServer;
import dev.logproof.aggregator.intake.HttpServer;
import dev.logproof.aggregator.intake.IntakeMemory;
import dev.logproof.aggregator.intake.StartWarmUp;
import dev.logproof.aggregator.intake.Transport;
import dev.logproof.aggregator.metrics.Accounting;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.MetricsEndpoint;
import dev.logproof.aggregator.metrics.MonitorEndpoint;
import dev.logproof.aggregator.output.Output;
import dev.logproof.aggregator.rebalance.Rebalancer;
import dev.logproof.aggregator.spool.Spools;
import dev.logproof.aggregator.spool.disk.NioDisk;
import dev.logproof.aggregator.spool.disk.PrivateFiles;
import dev.logproof.aggregator.stop.StopDeadline;
import dev.logproof.commandline.CommandFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One task: inputs, routes, outputs and metrics. Confined to the main thread. */
final class Aggregator implements AutoCloseable {
  /** Longest wait at a stop for the inventory of unclaimed spool files. */
  private static final long INVENTORY_MILLIS = 200;

  /** Longest warm-up before the first connection is moved. */
  private static final long WARM_UP_MILLIS = 500;

  private final Transport transport;
  private final Ledger ledger = new Ledger();
  private final Connections connections = new Connections();
  private final StopDeadline deadline = new StopDeadline(System::nanoTime);
  private final Map<String, Output> outputs;
  private final Spools spools;
  private final EventLoopOutputs loopOutputs;
  private final List<ForwardServer> forwardServers;
  private final List<ForwardServer> unixServers;
  private final List<Path> unixPaths;
  private final List<HttpServer> httpServers;
  private final Rebalancer rebalancer;
  private final StartWarmUp startWarmUp;
  private final MetricsEndpoint metrics;
  private final List<MonitorEndpoint> monitors;

  private Aggregator(AggregatorConfig config, Ports ports, Directories directories, boolean dryRun)
      throws InterruptedException {
    int loops = eventLoops(config.workers(), Runtime.getRuntime().availableProcessors());
    MemoryPlan plan =
        new MemoryPlan(BufferMemory.outsideTheHeapBytes(), Runtime.getRuntime().maxMemory(), loops);
    IntakeMemory memory = new IntakeMemory(plan.intakeBytes());
    transport = new Transport(loops);
    spools = new Spools(new NioDisk(), InstantSource.system(), new SplittableRandom(), ledger);
    outputs = new OutputFactory(ledger, deadline, directories, spools, plan).outputs(config);
    spools.registerExisting(directories.spool());
    if (dryRun) {
      checkSpools();
    } else {
      openSpools();
      outputs.values().forEach(Output::start);
    }
    loopOutputs = new EventLoopOutputs(transport.loops(), config.routesByLabel(), outputs, ledger);
    Inputs inputs = new Inputs(transport, loopOutputs, connections, ledger, memory, plan);
    rebalancer =
        new Rebalancer(
            connections, () -> DrainWarmUp.run(transport, WARM_UP_MILLIS), System::nanoTime);
    startWarmUp = new StartWarmUp(transport);
    metrics = inputs.metrics(sources(memory), rebalancer, ports);
    monitors = inputs.monitors(config, PluginStates.of(config, outputs));
    httpServers = inputs.http(config, ports);
    forwardServers = inputs.forward(config, ports);
    unixServers = dryRun ? List.of() : inputs.unix(config);
    unixPaths = config.sources().unix().stream().map(UnixSource::path).toList();
    if (!dryRun && (ports.shedApi() || config.limitsConnectionAge())) {
      rebalancer.start();
    }
  }

  /** Half as many as processors: deliveries cost twice as much, and fewer loops wake up less. */
  static int eventLoops(int workers, int processors) {
    return Math.min(workers, (processors + 1) / 2);
  }

  /** Fails with a one-line message when a port or directory is unusable. */
  static Aggregator start(AggregatorConfig config, Ports ports, Directories directories)
      throws InterruptedException {
    return new Aggregator(config, ports, directories, false);
  }

  /** Starts a task that sends nothing, creates no directory and takes no lock. */
  static Aggregator tryOut(AggregatorConfig config, Ports ports, Directories directories)
      throws InterruptedException {
    return new Aggregator(config, ports, directories, true);
  }

  private void openSpools() {
    try {
      spools.open();
      spools.startInventory();
    } catch (IOException e) {
      throw CommandFailure.badInput("cannot open the buffer on disk: " + e.getMessage(), e);
    }
  }

  private void checkSpools() {
    for (Path root : spools.roots()) {
      if (!PrivateFiles.isUsable(root)) {
        throw CommandFailure.badInput("the spool " + root + " is not writable");
      }
    }
  }

  void watch(Runnable ended) {
    transport.watch(ended);
  }

  /** Starts {@link StartWarmUp}. */
  void warmUp() {
    startWarmUp.start();
  }

  String readyLine() {
    return "ready forward="
        + addresses(forwardServers, ForwardServer::address)
        + " http="
        + addresses(httpServers, HttpServer::address)
        + " metrics=127.0.0.1:"
        + metrics.port()
        + monitors.stream()
            .map(monitor -> " monitor=127.0.0.1:" + monitor.port())
            .collect(Collectors.joining())
        + unixPaths.stream().map(path -> " unix=" + path).collect(Collectors.joining());
  }

  Accounting stop(DrainTimes times) throws InterruptedException {
    spools.beginStop();
    startWarmUp.stop();
    rebalancer.stop();
    new Drain(
            transport,
            Stream.concat(forwardServers.stream(), unixServers.stream()).toList(),
            connections,
            loopOutputs,
            outputs.values(),
            deadline)
        .run(times);
    spools.awaitInventory(INVENTORY_MILLIS);
    return ledger.accounting();
  }

  /** Does not release the spool locks: a hanging disk may still write until the process ends. */
  @Override
  public void close() {
    metrics.close();
    monitors.forEach(MonitorEndpoint::close);
    transport.close();
  }

  private MetricsEndpoint.Sources sources(IntakeMemory memory) {
    Map<String, LongSupplier> heldBytes = new TreeMap<>();
    Map<String, LongSupplier> retries = new TreeMap<>();
    outputs.forEach((id, output) -> heldBytes.put(id, output::heldBytes));
    outputs.forEach((id, output) -> retries.put(id, output::retries));
    Map<String, LongSupplier> oldestMillis = new TreeMap<>();
    outputs.forEach((id, output) -> oldestMillis.put(id, output::oldestMillis));
    return new MetricsEndpoint.Sources(
        ledger,
        connections::count,
        seconds -> connections.olderThan(TimeUnit.SECONDS.toNanos(seconds), System.nanoTime()),
        rebalancer.report(),
        connections::givenUp,
        memory::heldBytes,
        heldBytes,
        oldestMillis,
        retries);
  }

  private static <T> String addresses(List<T> servers, Function<T, InetSocketAddress> address) {
    return servers.stream()
        .map(address)
        .map(bound -> host(bound) + ":" + bound.getPort())
        .collect(Collectors.joining(","));
  }

  private static String host(InetSocketAddress bound) {
    return bound.getAddress().isAnyLocalAddress() ? "127.0.0.1" : bound.getHostString();
  }
}
