package dev.logproof.aggregator.config;

import dev.logproof.aggregator.access.ClientTransport;
import dev.logproof.forward.handshake.ClientIdentity;
import java.util.List;
import java.util.Optional;

/** Delivery by the forward protocol. */
public record ForwardOutput(
    String id, List<Server> servers, Connections connections, Content content, BufferConfig buffer)
    implements OutputConfig {
  /** Copies the list. */
  public ForwardOutput {
    servers = List.copyOf(servers);
  }

  /**
   * One {@code <server>}.
   *
   * @param standby whether it is used only while no other server works
   */
  public record Server(
      String name, String host, int port, int weight, boolean standby, Login login) {}

  /** How a server and the output authenticate each other. */
  public sealed interface Login {
    /** Without a handshake. */
    Login NONE = new WithoutHandshake();
  }

  /** Has no settings. */
  public record WithoutHandshake() implements Login {}

  /** By the handshake that the server's {@code <security>} requires. */
  public record SharedKey(ClientIdentity identity) implements Login {}

  /**
   * How servers are connected.
   *
   * @param keepalive sends several chunks per connection; otherwise one
   * @param idleMillis time after which an idle connection is not used again
   * @param anyAddress takes the addresses of a name in turn; otherwise another one after a failure
   * @param verifyAtStart fails the start if a server cannot be connected
   */
  public record Connections(
      ClientTransport transport,
      Timeouts timeouts,
      boolean keepalive,
      long idleMillis,
      boolean anyAddress,
      boolean verifyAtStart) {}

  /**
   * Limits of waits.
   *
   * @param ackMillis of an acknowledgement; 0 requests none
   * @param recoverMillis time after a failure in which a server is tried last
   */
  public record Timeouts(
      long ackMillis,
      long connectMillis,
      long sendMillis,
      long handshakeMillis,
      long recoverMillis) {}

  /** How chunks are written. */
  public record Content(Compression compression, boolean timeAsInteger) {}

  /** Returns whether a chunk is delivered only when its server acknowledges it. */
  public boolean requestsAcks() {
    return connections.timeouts().ackMillis() > 0;
  }

  @Override
  public Optional<BufferConfig> bufferIfAny() {
    return Optional.of(buffer);
  }
}
