package dev.logproof.aggregator.forwarding;

import dev.logproof.aggregator.buffer.Addressed;
import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.config.ForwardOutput;
import dev.logproof.aggregator.config.ForwardOutput.Server;
import dev.logproof.aggregator.delivery.ChunkId;
import dev.logproof.aggregator.delivery.ChunkTarget;
import dev.logproof.aggregator.firehose.PutOutcome;
import dev.logproof.aggregator.metrics.OncePerMinute;
import dev.logproof.forward.msgpack.MessagePackWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
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
  private final ServerChoice choice;
  private final OncePerMinute failures = new OncePerMinute(System::nanoTime);
  private final ThreadLocal<Optional<ServerConnection>> kept =
      ThreadLocal.withInitial(Optional::empty);

  /** Connects to servers when chunks come. */
  public ForwardTarget(ForwardOutput config) {
    this.config = config;
    this.choice = new ServerChoice(config.servers(), config.recoverWaitMillis(), System::nanoTime);
  }

  @Override
  public PutOutcome put(Chunk chunk, ChunkId id, int attempt) {
    byte[] frame;
    try {
      frame = frame(chunk, id);
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
    if (config.ackTimeoutMillis() > 0) {
      connection.awaitAck(id.toString(), config.ackTimeoutMillis());
    }
    if (!config.keepalive()) {
      leave();
    }
  }

  private ServerConnection connection(Server server) throws IOException {
    Optional<ServerConnection> last = kept.get();
    if (last.isPresent() && last.get().isTo(server)) {
      return last.get();
    }
    leave();
    ServerConnection opened =
        ServerConnection.open(server, config.connectTimeoutMillis(), config.sendTimeoutMillis());
    kept.set(Optional.of(opened));
    return opened;
  }

  private byte[] frame(Chunk chunk, ChunkId id) throws IOException {
    ByteBuf out = Unpooled.buffer(chunk.sizeBytes() + 256);
    out.writeByte(0x93);
    MessagePackWriter.str(out, Addressed.name(chunk));
    MessagePackWriter.bin(out, entries(chunk));
    boolean acks = config.ackTimeoutMillis() > 0;
    out.writeByte(0x81 + (acks ? 1 : 0) + (config.gzip() ? 1 : 0));
    MessagePackWriter.str(out, "size");
    MessagePackWriter.signed(out, chunk.records());
    if (acks) {
      MessagePackWriter.str(out, "chunk");
      MessagePackWriter.str(out, encoded(id.toString()));
    }
    if (config.gzip()) {
      MessagePackWriter.str(out, "compressed");
      MessagePackWriter.str(out, "gzip");
    }
    byte[] frame = new byte[out.readableBytes()];
    out.readBytes(frame);
    return frame;
  }

  static String encoded(String id) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(id));
  }

  private byte[] entries(Chunk chunk) throws IOException {
    ByteBuf packed = Unpooled.buffer(chunk.sizeBytes() + 64);
    try (ByteBufOutputStream bytes = new ByteBufOutputStream(packed);
        OutputStream entries = config.gzip() ? new GZIPOutputStream(bytes) : bytes) {
      ByteBuffer content = chunk.content();
      byte[] copy = new byte[0];
      for (int record = 0; record < chunk.records(); record++) {
        ByteBuffer entry = Addressed.payload(chunk, content, record);
        int length = entry.remaining();
        copy = copy.length < length ? new byte[2 * length] : copy;
        entry.get(copy, 0, length);
        entries.write(copy, 0, length);
      }
    }
    byte[] all = new byte[packed.readableBytes()];
    packed.readBytes(all);
    return all;
  }

  @Override
  public void leave() {
    kept.get().ifPresent(ServerConnection::close);
    kept.remove();
  }

  @Override
  public void close() {
    leave();
  }
}
