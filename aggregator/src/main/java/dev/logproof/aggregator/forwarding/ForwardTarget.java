package dev.logproof.aggregator.forwarding;

import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.config.ForwardOutput;
import dev.logproof.aggregator.config.ForwardOutput.Connections;
import dev.logproof.aggregator.config.ForwardOutput.Server;
import dev.logproof.aggregator.delivery.ChunkId;
import dev.logproof.aggregator.delivery.ChunkTarget;
import dev.logproof.aggregator.firehose.PutOutcome;
import dev.logproof.aggregator.metrics.OncePerMinute;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends each chunk as one PackedForward frame to a server, and to the next one after a failure.
 * With acknowledgements, a chunk counts as delivered when its server acknowledges it; otherwise
 * when it is written, as in Fluentd. Thread-safe: each thread has its own connection.
 */
public final class ForwardTarget implements ChunkTarget {
  private static final Logger LOG = LoggerFactory.getLogger(ForwardTarget.class);

  private final ForwardOutput config;
  private final ServerDialer dialer;
  private final ServerChoice choice;
  private final OncePerMinute failures = new OncePerMinute(System::nanoTime);
  private final ThreadLocal<Optional<ServerConnection>> kept =
      ThreadLocal.withInitial(Optional::empty);

  private ForwardTarget(ForwardOutput config, ServerDialer dialer) {
    this.config = config;
    this.dialer = dialer;
    this.choice =
        new ServerChoice(
            config.servers(), config.connections().timeouts().recoverMillis(), System::nanoTime);
  }

  /**
   * Reads certificates, and tries each server if the configuration wants it; otherwise servers are
   * connected when chunks come.
   *
   * @throws IOException naming the file or server
   */
  public static ForwardTarget open(ForwardOutput config) throws IOException {
    ServerDialer dialer = ServerDialer.of(config.id(), config.connections());
    if (config.connections().verifyAtStart()) {
      for (Server server : config.servers()) {
        try {
          dialer.open(server).close();
        } catch (IOException e) {
          dialer.close();
          throw new IOException("verify_connection_at_startup, " + server.name() + ": " + e, e);
        }
      }
    }
    return new ForwardTarget(config, dialer);
  }

  @Override
  public PutOutcome put(Chunk chunk, ChunkId id, int attempt) {
    byte[] frame;
    try {
      frame = PackedFrame.of(chunk, id, config);
    } catch (IOException e) {
      return new PutOutcome.Unanswered(e.toString());
    }
    String reason = "no server";
    for (Server server : choice.next()) {
      try {
        send(server, frame, id);
        choice.worked(server);
        return PutOutcome.ALL_ACCEPTED;
      } catch (IOException | RuntimeException e) {
        leave();
        choice.failed(server);
        reason = server.name() + ": " + e;
        String shown = reason;
        failures.run(() -> LOG.warn("[{}] detached forwarding server {}", config.id(), shown));
        if (Thread.currentThread().isInterrupted()) {
          return new PutOutcome.Unanswered(reason);
        }
      }
    }
    return new PutOutcome.Unanswered(reason);
  }

  private void send(Server server, byte[] frame, ChunkId id) throws IOException {
    ServerConnection connection = connection(server);
    connection.write(frame);
    if (config.requestsAcks()) {
      connection.awaitAck(PackedFrame.encoded(id));
    }
    if (!config.connections().keepalive()) {
      if (!config.requestsAcks()) {
        connection.finish();
      }
      leave();
    }
  }

  private ServerConnection connection(Server server) throws IOException {
    Connections connections = config.connections();
    Optional<ServerConnection> last = kept.get();
    if (last.isPresent() && last.get().isUsableFor(server, connections.idleMillis())) {
      return last.get();
    }
    leave();
    ServerConnection opened = dialer.open(server);
    kept.set(Optional.of(opened));
    return opened;
  }

  @Override
  public void leave() {
    kept.get().ifPresent(ServerConnection::close);
    kept.remove();
  }

  @Override
  public void close() {
    leave();
    dialer.close();
  }
}
