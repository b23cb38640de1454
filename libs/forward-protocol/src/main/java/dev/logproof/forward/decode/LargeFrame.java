package dev.logproof.forward.decode;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayDeque;
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
  private Turn turn = Turn.NONE;
  private LargeFrameState state = LargeFrameState.ABSENT;

  private enum LargeFrameState {
    ABSENT,
    /** Waits for its turn, or for the first slice of its events. */
    QUEUED,
    BEGUN,
    /** Refused by the handler until {@link #resume}. */
    HELD
  }

  LargeFrame(Consumer<ChannelHandlerContext> work, FrameMemory memory) {
    this.work = work;
    this.memory = memory;
  }

  /** A place in the event loop's queue. */
  private record Turn(LargeFrameTurns turns, Runnable begin) {
    static final Turn NONE = new Turn(new LargeFrameTurns(), () -> {});
  }

  /** Returns whether a frame is handled or queued. */
  boolean isOpen() {
    return state != LargeFrameState.ABSENT;
  }

  /** A frame takes a place in the queue exactly while it is queued or begun. */
  private void enter(LargeFrameState next) {
    boolean had = hasPlace();
    state = next;
    if (hasPlace() && !had) {
      turn.turns().await(turn.begin());
    } else if (had && !hasPlace()) {
      turn.turns().leave(turn.begin());
    }
  }

  private boolean hasPlace() {
    return state == LargeFrameState.QUEUED || state == LargeFrameState.BEGUN;
  }

  void open(ChannelHandlerContext ctx) {
    turn = new Turn(LargeFrameTurns.ofLoop(), () -> schedule(ctx));
    enter(LargeFrameState.QUEUED);
  }

  /** Holds a refused frame until {@link #resume}. */
  void hold() {
    enter(LargeFrameState.HELD);
  }

  void resume() {
    if (state == LargeFrameState.HELD) {
      enter(LargeFrameState.QUEUED);
    }
  }

  /** Returns true once per turn, in its first time slice of events. */
  boolean begins() {
    boolean first = state == LargeFrameState.QUEUED;
    enter(LargeFrameState.BEGUN);
    return first;
  }

  /** A scheduled task lets the event loop poll its sockets first. */
  void schedule(ChannelHandlerContext ctx) {
    Turn now = turn;
    var unused = ctx.executor().schedule(() -> work(ctx, now), 0, TimeUnit.NANOSECONDS);
  }

  private void work(ChannelHandlerContext ctx, Turn scheduled) {
    if (hasPlace() && turn.equals(scheduled)) {
      work.accept(ctx);
    }
  }

  void close() {
    enter(LargeFrameState.ABSENT);
    turn = Turn.NONE;
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
