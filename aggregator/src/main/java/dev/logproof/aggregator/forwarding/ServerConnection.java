package dev.logproof.aggregator.forwarding;

import dev.logproof.aggregator.config.ForwardOutput.Server;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;

/** One connection to a server. Interrupts close it. Confined to one thread. */
final class ServerConnection implements AutoCloseable {
  private static final int MAX_ACK_BYTES = 64 * 1024;

  private final Server server;
  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;
  private final long sendTimeoutMillis;
  private long untilNanos;

  private ServerConnection(Server server, SocketChannel channel, long sendTimeoutMillis)
      throws IOException {
    this.server = server;
    this.channel = channel;
    this.sendTimeoutMillis = sendTimeoutMillis;
    this.selector = Selector.open();
    channel.configureBlocking(false);
    this.key = channel.register(selector, 0);
  }

  static ServerConnection open(Server server, long connectTimeoutMillis, long sendTimeoutMillis)
      throws IOException {
    SocketChannel channel = SocketChannel.open();
    ServerConnection connection = new ServerConnection(server, channel, sendTimeoutMillis);
    boolean connected = false;
    try {
      InetAddress address = InetAddress.getByName(server.host());
      connection.begin(connectTimeoutMillis);
      connected = channel.connect(new InetSocketAddress(address, server.port()));
      while (!connected) {
        connection.await(SelectionKey.OP_CONNECT, "connect");
        connected = channel.finishConnect();
      }
      return connection;
    } finally {
      if (!connected) {
        connection.close();
      }
    }
  }

  boolean isTo(Server other) {
    return server.equals(other);
  }

  private void begin(long millis) {
    untilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private void await(int operation, String what) throws IOException {
    long leftMillis = TimeUnit.NANOSECONDS.toMillis(untilNanos - System.nanoTime());
    if (Thread.currentThread().isInterrupted()) {
      throw new ConnectException("interrupted");
    }
    if (leftMillis <= 0) {
      throw new ConnectException(what + " timed out");
    }
    key.interestOps(operation);
    selector.select(leftMillis);
    selector.selectedKeys().clear();
  }

  void write(byte[] frame) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(frame);
    while (bytes.hasRemaining()) {
      if (channel.write(bytes) == 0) {
        begin(sendTimeoutMillis);
        await(SelectionKey.OP_WRITE, "send");
      }
    }
  }

  /** Fails unless the server acknowledges the chunk in time. */
  void awaitAck(String id, long timeoutMillis) throws IOException {
    begin(timeoutMillis);
    String expected = ForwardTarget.encoded(id);
    try (MessageUnpacker in = MessagePack.newDefaultUnpacker(new Responses())) {
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

  /** The bytes of one response, within its time. */
  private final class Responses extends InputStream {
    private int readBytes;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = channel.read(ByteBuffer.wrap(into, offset, length));
      while (read == 0) {
        await(SelectionKey.OP_READ, "acknowledgement");
        read = channel.read(ByteBuffer.wrap(into, offset, length));
      }
      readBytes += Math.max(0, read);
      if (readBytes > MAX_ACK_BYTES) {
        throw new IOException("a response of more than " + MAX_ACK_BYTES + " bytes");
      }
      return read;
    }
  }

  @Override
  public void close() {
    try {
      selector.close();
      channel.close();
    } catch (IOException e) {
      // The connection is of no use any more.
    }
  }
}
