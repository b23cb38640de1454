package dev.logproof.aggregator.forwarding;

import dev.logproof.aggregator.firehose.CallerRunsEventLoop;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;

/**
 * A channel whose event loop runs while its thread waits. Interrupts end a wait. Confined to one
 * thread.
 *
 * @param received takes what the channel reads
 */
record PolledChannel(CallerRunsEventLoop loop, DuplexChannel channel, ReceivedValues received)
    implements AutoCloseable {
  /** Bytes that must be sent within the time limit. */
  private static final int PART_BYTES = 64 * 1024;

  /** Limit of the wait for a server to close after its client. */
  private static final long CLOSE_MILLIS = 1_000;

  ByteBufAllocator alloc() {
    return channel.alloc();
  }

  /** Waits for the next value; errors begin with {@code otherwise}. */
  byte[] read(long millis, String otherwise) throws IOException {
    if (!loop.runUntil(received::isDecided, millis)) {
      throw new IOException(otherwise + " within " + millis + " ms");
    }
    try {
      return received.take();
    } catch (IOException e) {
      throw new IOException(otherwise + ": " + e.getMessage(), e);
    }
  }

  /** Sends a frame in parts; {@code millis} limits the time per part. */
  void write(byte[] frame, long millis) throws IOException {
    for (int from = 0; from < frame.length; from += PART_BYTES) {
      int length = Math.min(PART_BYTES, frame.length - from);
      ChannelFuture sent = channel.writeAndFlush(Unpooled.wrappedBuffer(frame, from, length));
      if (!loop.runUntil(sent::isDone, millis)) {
        throw new IOException("nothing could be sent within " + millis + " ms");
      }
      if (!sent.isSuccess()) {
        throw new IOException("the chunk was not sent: " + sent.cause(), sent.cause());
      }
    }
  }

  /** Returns whether the server has neither closed the connection nor sent anything unread. */
  boolean isOpenAndQuiet() {
    loop.runNow();
    return channel.isActive() && received.isEmpty();
  }

  /**
   * Closes a connection without acknowledgements. Fails if the server resets the connection or
   * sends a response, because the server did not accept the chunk then. Does not fail if the server
   * does not close within the limit.
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
