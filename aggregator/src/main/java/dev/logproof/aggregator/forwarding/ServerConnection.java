package dev.logproof.aggregator.forwarding;

import dev.logproof.aggregator.config.ForwardOutput.Server;
import dev.logproof.aggregator.config.ForwardOutput.Timeouts;
import dev.logproof.forward.handshake.ClientHandshake;
import dev.logproof.forward.handshake.ClientIdentity;
import dev.logproof.forward.handshake.HandshakeCodec;
import dev.logproof.forward.handshake.HandshakeMessage;
import dev.logproof.forward.handshake.Helo;
import dev.logproof.forward.handshake.Pong;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;

/** One connection to a server, with its protocol. Confined to one thread. */
final class ServerConnection implements AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Server server;
  private final PolledChannel channel;
  private final Timeouts timeouts;
  private boolean keepsAlive = true;
  private long usedNanos = System.nanoTime();

  ServerConnection(Server server, PolledChannel channel, Timeouts timeouts) {
    this.server = server;
    this.channel = channel;
    this.timeouts = timeouts;
  }

  /** Authenticates both sides by the server's {@code <security>}. */
  void logIn(ClientIdentity identity) throws IOException {
    ClientHandshake handshake = new ClientHandshake(identity, RANDOM);
    Helo helo = next(Helo.class, "no HELO; does the server have <security>?");
    keepsAlive = helo.keepalive();
    ByteBuf ping = HandshakeCodec.encode(channel.alloc(), handshake.answer(helo));
    byte[] bytes = ByteBufUtil.getBytes(ping);
    ping.release();
    write(bytes);
    Optional<String> refusal = handshake.refusal(next(Pong.class, "no PONG"));
    if (refusal.isPresent()) {
      throw new IOException(refusal.get());
    }
  }

  private <T extends HandshakeMessage> T next(Class<T> kind, String otherwise) throws IOException {
    byte[] value = channel.read(timeouts.handshakeMillis(), otherwise);
    try {
      HandshakeMessage message = HandshakeCodec.decode(Unpooled.wrappedBuffer(value), 0);
      if (kind.isInstance(message)) {
        return kind.cast(message);
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(otherwise + ": " + e.getMessage(), e);
    }
    throw new IOException(otherwise);
  }

  /** Returns whether the next chunk for {@code other} may go here. */
  boolean isUsableFor(Server other, long idleMillis) {
    boolean isQuiet = channel.isOpenAndQuiet();
    long idleNanos = System.nanoTime() - usedNanos;
    return server.equals(other)
        && keepsAlive
        && isQuiet
        && TimeUnit.NANOSECONDS.toMillis(idleNanos) < idleMillis;
  }

  void write(byte[] frame) throws IOException {
    channel.write(frame, timeouts.sendMillis());
    usedNanos = System.nanoTime();
  }

  /** Fails unless the server acknowledges the chunk in time. */
  void awaitAck(String expected) throws IOException {
    byte[] response = channel.read(timeouts.ackMillis(), "no acknowledgement");
    usedNanos = System.nanoTime();
    try (MessageUnpacker in = MessagePack.newDefaultUnpacker(response)) {
      int pairs = in.unpackMapHeader();
      for (int pair = 0; pair < pairs; pair++) {
        if (in.unpackString().equals("ack")) {
          String ack = in.unpackString();
          if (!ack.equals(expected)) {
            throw new IOException("acknowledged another chunk: " + ack);
          }
          return;
        }
        in.skipValue();
      }
    } catch (MessagePackException e) {
      throw new IOException("no acknowledgement: " + e.getMessage(), e);
    }
    throw new IOException("a response without an acknowledgement");
  }

  /** Calls {@link PolledChannel#finish}. */
  void finish() throws IOException {
    channel.finish();
  }

  @Override
  public void close() {
    channel.close();
  }
}
