package dev.logproof.aggregator.config;

import java.util.List;
import java.util.Optional;

/**
 * Delivery by the forward protocol.
 *
 * @param ackTimeoutMillis limit of the wait for an acknowledgement; 0 requests none
 * @param recoverWaitMillis time after a failure in which a server is tried last
 * @param keepalive sends several chunks per connection; otherwise one
 */
public record ForwardOutput(
    String id,
    List<Server> servers,
    long ackTimeoutMillis,
    long connectTimeoutMillis,
    long sendTimeoutMillis,
    long recoverWaitMillis,
    boolean keepalive,
    boolean gzip,
    boolean timeAsInteger,
    BufferConfig buffer)
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
  public record Server(String name, String host, int port, int weight, boolean standby) {}

  @Override
  public Optional<BufferConfig> bufferIfAny() {
    return Optional.of(buffer);
  }
}
