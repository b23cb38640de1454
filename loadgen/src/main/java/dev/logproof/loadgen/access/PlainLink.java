package dev.logproof.loadgen.access;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Plain TCP. A write is one system call from a direct buffer. */
final class PlainLink implements Link {
  private static final int CONNECT_TIMEOUT_MILLIS = 2_000;

  private final SocketChannel channel;

  private PlainLink(SocketChannel channel) {
    this.channel = channel;
  }

  static PlainLink to(InetSocketAddress address) throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.socket().connect(address, CONNECT_TIMEOUT_MILLIS);
      return new PlainLink(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  SocketChannel channel() {
    return channel;
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  @Override
  public InputStream input() throws IOException {
    return channel.socket().getInputStream();
  }

  @Override
  public InputStream inputToEnd() throws IOException {
    return input();
  }

  @Override
  public void limitReads(int millis) throws IOException {
    channel.socket().setSoTimeout(millis);
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  @Override
  public void cut() throws IOException {
    channel.close();
  }
}
