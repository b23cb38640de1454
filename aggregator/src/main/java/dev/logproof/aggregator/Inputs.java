package dev.logproof.aggregator;

import com.sun.net.httpserver.HttpHandler;
import dev.logproof.aggregator.access.TlsSettings;
import dev.logproof.aggregator.config.AckOn;
import dev.logproof.aggregator.config.AggregatorConfig;
import dev.logproof.aggregator.config.ForwardSource;
import dev.logproof.aggregator.config.HttpSource;
import dev.logproof.aggregator.config.MonitorSource;
import dev.logproof.aggregator.config.TagChange;
import dev.logproof.aggregator.config.UnixSource;
import dev.logproof.aggregator.intake.ConnectionAge;
import dev.logproof.aggregator.intake.Connections;
import dev.logproof.aggregator.intake.Encryption;
import dev.logproof.aggregator.intake.EventLoopOutputs;
import dev.logproof.aggregator.intake.ForwardAccess;
import dev.logproof.aggregator.intake.ForwardServer;
import dev.logproof.aggregator.intake.HttpInput;
import dev.logproof.aggregator.intake.HttpServer;
import dev.logproof.aggregator.intake.InFlightIds;
import dev.logproof.aggregator.intake.IntakeMemory;
import dev.logproof.aggregator.intake.Transport;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.MetricsEndpoint;
import dev.logproof.aggregator.metrics.MonitorEndpoint;
import dev.logproof.aggregator.metrics.PluginState;
import dev.logproof.aggregator.rebalance.Rebalancer;
import dev.logproof.aggregator.rebalance.ShedHandler;
import dev.logproof.commandline.CommandFailure;
import dev.logproof.forward.decode.ForwardLimits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Opens the listeners; reports an unusable port in one line. Confined to the main thread. */
record Inputs(
    Transport transport,
    EventLoopOutputs outputs,
    Connections connections,
    Ledger ledger,
    IntakeMemory memory,
    MemoryPlan plan) {
  /** Binds one listener. */
  private interface Bind<T> {
    T listen(InetSocketAddress address) throws InterruptedException, IOException;
  }

  List<ForwardServer> forward(AggregatorConfig config, Ports ports) throws InterruptedException {
    List<ForwardServer> servers = new ArrayList<>();
    for (ForwardSource source : config.sources().forward()) {
      ForwardServer.Wiring wiring =
          new ForwardServer.Wiring(
              channel -> outputs.routes(channel, source.label()).with(source.tags()),
              connections,
              ledger,
              limits(source.id(), source.maxFrameBytes()),
              access(source),
              source.ackOn(),
              age(source),
              source.dedupeInFlight() ? new InFlightIds() : InFlightIds.OFF,
              memory,
              source.backlog());
      servers.add(
          bind(
              source.bind(),
              ports.forward().orElse(source.port()),
              "--forward-port",
              address -> ForwardServer.listen(transport, address, wiring)));
    }
    return servers;
  }

  /** Requests for acknowledgements are answered, though Fluentd ignores them here. */
  List<ForwardServer> unix(AggregatorConfig config) throws InterruptedException {
    List<ForwardServer> servers = new ArrayList<>();
    for (UnixSource source : config.sources().unix()) {
      ForwardServer.Wiring wiring =
          new ForwardServer.Wiring(
              channel ->
                  outputs.routes(channel, source.label()).with(new TagChange(source.tag(), "")),
              connections,
              ledger,
              limits(source.id(), ForwardLimits.defaults().maxFrameBytes()),
              ForwardAccess.OPEN,
              AckOn.DELIVERED,
              ConnectionAge.UNLIMITED,
              InFlightIds.OFF,
              memory,
              source.backlog());
      try {
        servers.add(ForwardServer.listen(transport, source.path(), wiring));
      } catch (IOException e) {
        throw CommandFailure.badInput(
            "cannot listen on " + source.path() + " of " + source.id() + ": " + e.getMessage(), e);
      }
    }
    return servers;
  }

  List<HttpServer> http(AggregatorConfig config, Ports ports) throws InterruptedException {
    List<HttpServer> servers = new ArrayList<>();
    for (HttpSource source : config.sources().http()) {
      servers.add(
          bind(
              source.bind(),
              ports.http().orElse(source.port()),
              "--http-port",
              address ->
                  HttpServer.listen(
                      transport,
                      address,
                      channel ->
                          new HttpInput(
                              outputs.routes(channel, source.label()).with(source.tags()),
                              ledger,
                              source.parse(),
                              source.origins()),
                      httpLimits(source),
                      memory)));
    }
    return servers;
  }

  List<MonitorEndpoint> monitors(AggregatorConfig config, List<PluginState> plugins)
      throws InterruptedException {
    List<MonitorEndpoint> endpoints = new ArrayList<>();
    for (MonitorSource source : config.monitorSources()) {
      endpoints.add(
          bind(
              source.bind(),
              source.port(),
              "port in its <source>",
              address -> MonitorEndpoint.serve(plugins, address)));
    }
    return endpoints;
  }

  MetricsEndpoint metrics(MetricsEndpoint.Sources sources, Rebalancer rebalancer, Ports ports)
      throws InterruptedException {
    String host = ports.metricsBind();
    int port = ports.metrics();
    Map<String, HttpHandler> others =
        ports.shedApi() ? Map.of(ShedHandler.PATH, new ShedHandler(rebalancer::shed)) : Map.of();
    return bind(
        host,
        port,
        "--metrics-port",
        address -> MetricsEndpoint.serve(sources, others, host, port));
  }

  private static ConnectionAge age(ForwardSource source) {
    return source.maxConnectionAgeMillis() == 0
        ? ConnectionAge.UNLIMITED
        : new ConnectionAge(
            TimeUnit.MILLISECONDS.toNanos(source.maxConnectionAgeMillis()),
            () -> ThreadLocalRandom.current().nextDouble());
  }

  private static ForwardAccess access(ForwardSource source) {
    long maxMillis = ForwardAccess.DEFAULT_HANDSHAKE_MILLIS;
    try {
      Encryption encryption =
          source.transport() instanceof TlsSettings tls
              ? Encryption.tls(tls.open(), maxMillis)
              : Encryption.NONE;
      return new ForwardAccess(source.security(), encryption, new SecureRandom(), maxMillis);
    } catch (IOException e) {
      throw CommandFailure.badInput("<transport> of " + source.id() + ": " + e.getMessage(), e);
    }
  }

  private ForwardLimits limits(String source, int maxFrameBytes) {
    ForwardLimits defaults = ForwardLimits.defaults();
    return new ForwardLimits(
        plan.maxFrameBytes(source, maxFrameBytes),
        plan.maxDecompressedBytes(defaults.maxDecompressedBytes()),
        defaults.maxNestingDepth());
  }

  private HttpServer.HttpLimits httpLimits(HttpSource source) {
    return new HttpServer.HttpLimits(
        plan.maxBodyBytes(source.id(), source.maxBodyBytes()),
        source.keepaliveTimeoutMillis(),
        source.backlog(),
        HttpServer.MAX_CONNECTIONS);
  }

  private static <T> T bind(String host, int port, String flag, Bind<T> bind)
      throws InterruptedException {
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw CommandFailure.badInput("cannot listen on " + host + ": no such address");
    }
    try {
      return bind.listen(address);
    } catch (IOException e) {
      throw CommandFailure.badInput(
          "cannot listen on "
              + host
              + ":"
              + port
              + ": "
              + e.getMessage()
              + "; stop the process that uses it, or choose another port with "
              + flag,
          e);
    }
  }
}
