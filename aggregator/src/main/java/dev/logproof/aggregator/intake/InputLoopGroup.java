package dev.logproof.aggregator.intake;

import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.util.concurrent.Executor;

/** Event loops of the inputs. */
final class InputLoopGroup extends MultiThreadIoEventLoopGroup {
  InputLoopGroup(int loops, IoHandlerFactory io) {
    super(loops, io);
  }

  @Override
  protected IoEventLoop newChild(Executor executor, IoHandlerFactory io, Object... more) {
    return new InputLoop(this, executor, io);
  }
}
