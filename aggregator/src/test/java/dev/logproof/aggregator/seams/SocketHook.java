package dev.logproof.aggregator.seams;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;

/**
 * Runs hooks, which may throw, before a channel's events pass. Releases messages that it does not
 * pass on, as Netty handlers must.
 */
public final class SocketHook extends ChannelDuplexHandler {
  private final Runnable connected;
  private final Runnable read;
  private final Runnable written;

  /** Runs {@code connected}, {@code read} or {@code written} before the event of that kind. */
  public SocketHook(Runnable connected, Runnable read, Runnable written) {
    this.connected = connected;
    this.read = read;
    this.written = written;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    connected.run();
    ctx.fireChannelActive();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    runOrRelease(read, message);
    ctx.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    runOrRelease(written, message);
    ctx.write(message, promise);
  }

  private static void runOrRelease(Runnable hook, Object message) {
    boolean passed = false;
    try {
      hook.run();
      passed = true;
    } finally {
      if (!passed) {
        ReferenceCountUtil.release(message);
      }
    }
  }
}
