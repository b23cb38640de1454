package dev.logproof.forward.decode;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Stands between the turns of a frame that is too large for one, or that its handler does not take
 * yet: schedules the next turn, and keeps what is read meanwhile, in order. The client should not
 * be read by then, so that this is what one round of reads brings. A frame that is held leaves its
 * turn to others. Confined to one connection.
 */
final class LargeFrame {
  private final Consumer<ChannelHandlerContext> work;
  private final FrameMemory memory;
  private final ArrayDeque<ByteBuf> readMeanwhile = new ArrayDeque<>(0);
  private Optional<Wait> wait = Optional.empty();
  private boolean begun;
  private boolean held;

  /** Each turn is {@code work}. */
  LargeFrame(Consumer<ChannelHandlerContext> work, FrameMemory memory) {
    this.work = work;
    this.memory = memory;
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
    held = false;
    mine.turns().await(mine.begin());
  }

  /** The frame's first turn was in vain: it waits for {@link #resume}. */
  void hold() {
    begun = false;
    held = true;
    wait.ifPresent(mine -> mine.turns().leave(mine.begin()));
  }

  /** A frame that is held waits for its turn again. */
  void resume() {
    if (held) {
      held = false;
      wait.ifPresent(mine -> mine.turns().await(mine.begin()));
    }
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
    if (isOpen() && !held && wait.equals(asked)) {
      work.accept(ctx);
    }
  }

  /** The frame is done with. */
  void close() {
    Optional<Wait> last = wait;
    wait = Optional.empty();
    if (!held) {
      last.ifPresent(mine -> mine.turns().leave(mine.begin()));
    }
    held = false;
  }

  /** Keeps a copy of what is left of {@code bytes}. */
  void keep(ChannelHandlerContext ctx, ByteBuf bytes) {
    if (bytes.isReadable()) {
      int length = bytes.readableBytes();
      readMeanwhile.add(ctx.alloc().buffer(length, length).writeBytes(bytes));
      memory.take(length);
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
    ByteBuf oldest = readMeanwhile.removeFirst();
    memory.giveBack(oldest.capacity());
    oldest.release();
  }

  /** Forgets all. */
  void release() {
    close();
    while (!isEmpty()) {
      releaseOldest();
    }
  }
}
