package dev.logproof.aggregator.seams;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.util.function.Consumer;

/**
 * Runs a hook, which may throw, before a channel's events pass. Releases messages that it does not
 * pass on, as Netty handlers must.
 */
public final class SocketHook extends ChannelDuplexHandler {
  private final Consumer<SocketEvent> hook;

  /** Events of a channel. */
  public enum SocketEvent {
    CONNECTED,
    READ,
    WRITTEN
  }

  /** Runs {@code hook} before each event. */
  public SocketHook(Consumer<SocketEvent> hook) {
    this.hook = hook;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    hook.accept(SocketEvent.CONNECTED);
    ctx.fireChannelActive();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    runOrRelease(SocketEvent.READ, message);
    ctx.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    runOrRelease(SocketEvent.WRITTEN, message);
    ctx.write(message, promise);
  }

  private void runOrRelease(SocketEvent event, Object message) {
    boolean passed = false;
    try {
      hook.accept(event);
      passed = true;
    } finally {
      if (!passed) {
        ReferenceCountUtil.release(message);
      }
    }
  }
}
