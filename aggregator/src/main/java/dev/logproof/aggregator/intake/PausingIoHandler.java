package dev.logproof.aggregator.intake;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits before it has another handler look at the sockets, as {@link ReadPause} decides. A task or
 * a timer ends the wait. Confined to its event loop, except {@link #wakeup}.
 */
final class PausingIoHandler implements IoHandler {
  private final IoHandler sockets;
  private final ParkingClock clock;
  private final ReadPause readPause;
  private volatile Thread waiting;

  PausingIoHandler(IoHandler sockets, ParkingClock clock) {
    this.sockets = sockets;
    this.clock = clock;
    this.readPause = new ReadPause(clock.nanoTime());
  }

  ReadPause readPause() {
    return readPause;
  }

  @Override
  public int run(IoHandlerContext context) {
    long now = clock.nanoTime();
    long nanos = readPause.nextNanos(now);
    if (nanos > 0) {
      pause(context, now, nanos);
    }
    return sockets.run(context);
  }

  /** A task added after {@code canBlock} finds the thread announced, so that its unpark is kept. */
  private void pause(IoHandlerContext context, long now, long nanos) {
    waiting = Thread.currentThread();
    try {
      long bounded = Math.min(nanos, context.delayNanos(now));
      if (bounded > 0 && context.canBlock()) {
        clock.parkNanos(bounded);
      }
    } finally {
      waiting = null;
    }
  }

  @Override
  public void wakeup() {
    sockets.wakeup();
    Thread thread = waiting;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }

  @Override
  public void initialize() {
    sockets.initialize();
  }

  @Override
  public void prepareToDestroy() {
    sockets.prepareToDestroy();
  }

  @Override
  public void destroy() {
    sockets.destroy();
  }

  @Override
  public IoRegistration register(IoHandle handle) throws Exception {
    return sockets.register(handle);
  }

  @Override
  public boolean isCompatible(Class<? extends IoHandle> handleType) {
    return sockets.isCompatible(handleType);
  }
}
