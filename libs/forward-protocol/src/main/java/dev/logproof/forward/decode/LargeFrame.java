package dev.logproof.forward.decode;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Schedules the time slices of a frame that is too large for one, or held by its handler, and keeps
 * later input in order. The connection should not be read meanwhile. A held frame lets other frames
 * proceed. Confined to one connection.
 */
final class LargeFrame {
  private final Consumer<ChannelHandlerContext> work;
  private final FrameMemory memory;
  private final ArrayDeque<ByteBuf> readMeanwhile = new ArrayDeque<>(0);
  private Optional<Wait> wait = Optional.empty();
  private boolean begun;
  private boolean held;

  LargeFrame(Consumer<ChannelHandlerContext> work, FrameMemory memory) {
    this.work = work;
    this.memory = memory;
  }

  /** A place in the event loop's queue. */
  private record Wait(LargeFrameTurns turns, Runnable begin) {}

  /** Returns whether a frame is handled or queued. */
  boolean isOpen() {
    return wait.isPresent();
  }

  void open(ChannelHandlerContext ctx) {
    Wait mine = new Wait(LargeFrameTurns.ofLoop(), () -> schedule(ctx));
    wait = Optional.of(mine);
    begun = false;
    held = false;
    mine.turns().await(mine.begin());
  }

  /** Holds a refused frame until {@link #resume}. */
  void hold() {
    begun = false;
    held = true;
    wait.ifPresent(mine -> mine.turns().leave(mine.begin()));
  }

  void resume() {
    if (held) {
      held = false;
      wait.ifPresent(mine -> mine.turns().await(mine.begin()));
    }
  }

  /** Returns true once per frame, in its first time slice. */
  boolean begins() {
    boolean first = !begun;
    begun = true;
    return first;
  }

  /** A scheduled task lets the event loop poll its sockets first. */
  void schedule(ChannelHandlerContext ctx) {
    Optional<Wait> now = wait;
    var unused = ctx.executor().schedule(() -> turn(ctx, now), 0, TimeUnit.NANOSECONDS);
  }

  private void turn(ChannelHandlerContext ctx, Optional<Wait> asked) {
    if (isOpen() && !held && wait.equals(asked)) {
      work.accept(ctx);
    }
  }

  void close() {
    Optional<Wait> last = wait;
    wait = Optional.empty();
    if (!held) {
      last.ifPresent(mine -> mine.turns().leave(mine.begin()));
    }
    held = false;
  }

  void keep(ChannelHandlerContext ctx, ByteBuf bytes) {
    if (bytes.isReadable()) {
      int length = bytes.readableBytes();
      readMeanwhile.add(ctx.alloc().buffer(length, length).writeBytes(bytes));
      memory.take(length);
    }
  }

  boolean isEmpty() {
    return readMeanwhile.isEmpty();
  }

  ByteBuf oldest() {
    return readMeanwhile.getFirst();
  }

  void releaseOldest() {
    ByteBuf oldest = readMeanwhile.removeFirst();
    memory.giveBack(oldest.capacity());
    oldest.release();
  }

  void release() {
    close();
    while (!isEmpty()) {
      releaseOldest();
    }
  }
}
