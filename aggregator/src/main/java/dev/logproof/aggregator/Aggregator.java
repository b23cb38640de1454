package dev.logproof.aggregator;

import dev.logproof.aggregator.config.AggregatorConfig;
import dev.logproof.aggregator.delivery.StopDeadline;
import dev.logproof.aggregator.drain.Drain;
import dev.logproof.aggregator.drain.DrainTimes;
import dev.logproof.aggregator.intake.Connections;
import dev.logproof.aggregator.intake.ForwardServer;
import dev.logproof.aggregator.intake.HttpServer;
import dev.logproof.aggregator.intake.IntakeMemory;
import dev.logproof.aggregator.intake.LoopOutputs;
import dev.logproof.aggregator.intake.Transport;
import dev.logproof.aggregator.metrics.Accounting;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.MetricsEndpoint;
import dev.logproof.aggregator.output.Output;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * One task: inputs, routes, outputs and metrics, put together from a configuration. Started and
 * stopped by the main thread.
 */
final class Aggregator implements AutoCloseable {
  private final Transport transport;
  private final Ledger ledger = new Ledger();
  private final Connections connections = new Connections();
  private final StopDeadline deadline = new StopDeadline(System::nanoTime);
  private final Map<String, Output> outputs;
  private final LoopOutputs loopOutputs;
  private final List<ForwardServer> forwardServers;
  private final List<HttpServer> httpServers;
  private final MetricsEndpoint metrics;

  private Aggregator(AggregatorConfig config, Ports ports, Directories directories)
      throws InterruptedException {
    MemoryPlan plan =
        new MemoryPlan(
            BufferMemory.outsideTheHeapBytes(), Runtime.getRuntime().maxMemory(), config.workers());
    IntakeMemory memory = new IntakeMemory(plan.intakeBytes());
    transport = new Transport(config.workers());
    outputs = new OutputFactory(ledger, deadline, directories, plan).outputs(config);
    loopOutputs = new LoopOutputs(transport.loops(), config.routesByLabel(), outputs, ledger);
    Inputs inputs = new Inputs(transport, loopOutputs, connections, ledger, memory, plan);
    metrics = inputs.metrics(sources(memory), ports);
    httpServers = inputs.http(config, ports);
    forwardServers = inputs.forward(config, ports);
  }

  /** Starts a task; fails with one line when a port is taken. */
  static Aggregator start(AggregatorConfig config, Ports ports, Directories directories)
      throws InterruptedException {
    return new Aggregator(config, ports, directories);
  }

  /** What is printed once connections are accepted. */
  String readyLine() {
    return "ready forward="
        + addresses(forwardServers, ForwardServer::address)
        + " http="
        + addresses(httpServers, HttpServer::address)
        + " metrics=127.0.0.1:"
        + metrics.port();
  }

  /** Drains, and returns the books as they stand then. */
  Accounting stop(DrainTimes times) throws InterruptedException {
    new Drain(
            transport,
            forwardServers,
            connections,
            loopOutputs,
            outputs.values(),
            deadline,
            System::nanoTime)
        .run(times);
    return ledger.accounting();
  }

  @Override
  public void close() {
    metrics.close();
    transport.close();
  }

  private MetricsEndpoint.Sources sources(IntakeMemory memory) {
    Map<String, LongSupplier> heldBytes = new TreeMap<>();
    Map<String, LongSupplier> retries = new TreeMap<>();
    outputs.forEach((id, output) -> heldBytes.put(id, output::heldBytes));
    outputs.forEach((id, output) -> retries.put(id, output::retries));
    return new MetricsEndpoint.Sources(
        ledger, connections::count, connections::givenUp, memory::heldBytes, heldBytes, retries);
  }

  private static <T> String addresses(List<T> servers, Function<T, InetSocketAddress> address) {
    return servers.stream()
        .map(address)
        .map(bound -> host(bound) + ":" + bound.getPort())
        .collect(Collectors.joining(","));
  }

  /** An address that a process on this machine can connect to. */
  private static String host(InetSocketAddress bound) {
    return bound.getAddress().isAnyLocalAddress() ? "127.0.0.1" : bound.getHostString();
  }
}
