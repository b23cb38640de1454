package dev.logproof.forward.decode;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Stands between the turns of a frame that is too large for one: schedules the next, and keeps what
 * is read meanwhile, in order. The client should not be read by then, so that this is what one
 * round of reads brings. Confined to one connection.
 */
final class LargeFrame {
  private final Consumer<ChannelHandlerContext> work;
  private final ArrayDeque<ByteBuf> readMeanwhile = new ArrayDeque<>(0);
  private Optional<Wait> wait = Optional.empty();
  private boolean begun;

  /** Each turn is {@code work}. */
  LargeFrame(Consumer<ChannelHandlerContext> work) {
    this.work = work;
  }

  /** A place among those who wait for the loop's turn. */
  private record Wait(LargeFrameTurns turns, Runnable begin) {}

  /** True while a frame has its turns, or waits for the first. */
  boolean isOpen() {
    return wait.isPresent();
  }

  /** A frame is not to be handled at once. */
  void open(ChannelHandlerContext ctx) {
    Wait mine = new Wait(LargeFrameTurns.ofLoop(), () -> schedule(ctx));
    wait = Optional.of(mine);
    begun = false;
    mine.turns().await(mine.begin());
  }

  /** True in a frame's first turn. */
  boolean begins() {
    boolean first = !begun;
    begun = true;
    return first;
  }

  /** Asks for the next turn. A scheduled task lets the loop look at its sockets first. */
  void schedule(ChannelHandlerContext ctx) {
    Optional<Wait> now = wait;
    var unused = ctx.executor().schedule(() -> turn(ctx, now), 0, TimeUnit.NANOSECONDS);
  }

  private void turn(ChannelHandlerContext ctx, Optional<Wait> asked) {
    if (isOpen() && wait.equals(asked)) {
      work.accept(ctx);
    }
  }

  /** The frame is done with. */
  void close() {
    Optional<Wait> last = wait;
    wait = Optional.empty();
    last.ifPresent(mine -> mine.turns().leave(mine.begin()));
  }

  /** Keeps a copy of what is left of {@code bytes}. */
  void keep(ChannelHandlerContext ctx, ByteBuf bytes) {
    if (bytes.isReadable()) {
      readMeanwhile.add(ctx.alloc().buffer(bytes.readableBytes()).writeBytes(bytes));
    }
  }

  /** True when nothing was read meanwhile. */
  boolean isEmpty() {
    return readMeanwhile.isEmpty();
  }

  /** What was read first, of what was not taken. */
  ByteBuf oldest() {
    return readMeanwhile.getFirst();
  }

  /** The oldest was taken. */
  void releaseOldest() {
    readMeanwhile.removeFirst().release();
  }

  /** Forgets all. */
  void release() {
    close();
    while (!isEmpty()) {
      releaseOldest();
    }
  }
}
