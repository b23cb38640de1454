package dev.logproof.aggregator.intake;

import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.SingleThreadIoEventLoop;
import java.util.concurrent.Executor;

/** Event loop of the inputs, with pauses between its reads. */
final class InputLoop extends SingleThreadIoEventLoop {
  InputLoop(IoEventLoopGroup parent, Executor executor, IoHandlerFactory io) {
    super(parent, executor, loop -> new PausingIoHandler(io.newHandler(loop), ParkingClock.SYSTEM));
  }

  /** Confined to this event loop. */
  ReadPause readPause() {
    return ((PausingIoHandler) ioHandler()).readPause();
  }
}
