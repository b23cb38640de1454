package dev.logproof.aggregator.forwarding;

import dev.logproof.aggregator.config.ForwardOutput.Server;
import dev.logproof.aggregator.config.ForwardOutput.Timeouts;
import dev.logproof.aggregator.firehose.CallerRunsEventLoop;
import dev.logproof.forward.handshake.ClientHandshake;
import dev.logproof.forward.handshake.ClientIdentity;
import dev.logproof.forward.handshake.HandshakeCodec;
import dev.logproof.forward.handshake.HandshakeMessage;
import dev.logproof.forward.handshake.Helo;
import dev.logproof.forward.handshake.Pong;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;

/**
 * One connection to a server, whose event loop runs while its thread waits. Interrupts end a wait.
 * Confined to one thread.
 */
final class ServerConnection implements AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Part of a frame that must be sent within the limit of a write. */
  private static final int PART_BYTES = 64 * 1024;

  /** Limit of the wait for a server to close after its client. */
  private static final long CLOSE_MILLIS = 1_000;

  private final Server server;
  private final CallerRunsEventLoop loop;
  private final DuplexChannel channel;
  private final ReceivedValues received;
  private final Timeouts timeouts;
  private boolean keepsAlive = true;
  private long usedNanos = System.nanoTime();

  ServerConnection(
      Server server,
      CallerRunsEventLoop loop,
      DuplexChannel channel,
      ReceivedValues received,
      Timeouts timeouts) {
    this.server = server;
    this.loop = loop;
    this.channel = channel;
    this.received = received;
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
    byte[] value = value(timeouts.handshakeMillis(), otherwise);
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

  private byte[] value(long millis, String otherwise) throws IOException {
    if (!loop.runUntil(received::isDecided, millis)) {
      throw new IOException(otherwise + " within " + millis + " ms");
    }
    try {
      return received.take();
    } catch (IOException e) {
      throw new IOException(otherwise + ": " + e.getMessage(), e);
    }
  }

  /** Returns whether the next chunk for {@code other} may go here. */
  boolean isUsableFor(Server other, long idleMillis) {
    loop.runNow();
    long idleNanos = System.nanoTime() - usedNanos;
    return server.equals(other)
        && keepsAlive
        && channel.isActive()
        && received.isEmpty()
        && TimeUnit.NANOSECONDS.toMillis(idleNanos) < idleMillis;
  }

  void write(byte[] frame) throws IOException {
    for (int from = 0; from < frame.length; from += PART_BYTES) {
      int length = Math.min(PART_BYTES, frame.length - from);
      ChannelFuture sent = channel.writeAndFlush(Unpooled.wrappedBuffer(frame, from, length));
      if (!loop.runUntil(sent::isDone, timeouts.sendMillis())) {
        throw new IOException("nothing could be sent within " + timeouts.sendMillis() + " ms");
      }
      if (!sent.isSuccess()) {
        throw new IOException("the chunk was not sent: " + sent.cause(), sent.cause());
      }
    }
    usedNanos = System.nanoTime();
  }

  /** Fails unless the server acknowledges the chunk in time. */
  void awaitAck(String expected) throws IOException {
    byte[] response = value(timeouts.ackMillis(), "no acknowledgement");
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

  /**
   * Ends a connection without acknowledgements. Fails if the server resets it or says anything,
   * since it did not take the chunk then; a server that does not close in time is left.
   */
  void finish() throws IOException {
    SslHandler encrypting = channel.pipeline().get(SslHandler.class);
    if (encrypting != null) {
      encrypting.closeOutbound();
    }
    channel.shutdownOutput();
    loop.runUntil(received::hasEnded, CLOSE_MILLIS);
    if (!received.isEmpty()) {
      throw new IOException("the server sent a response that is not expected: <security>?");
    }
    if (received.wasCut()) {
      throw new IOException("the server cut the connection");
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } finally {
      loop.close();
    }
  }
}
