package dev.logproof.aggregator.output;

import dev.logproof.aggregator.config.OverflowAction;

/**
 * View of a buffered output. When the buffer is full, {@code block} pauses clients, {@code
 * throw_exception} refuses the frame and {@code drop_oldest_chunk} drops the oldest chunks.
 * Confined to one event loop.
 */
abstract class BufferView implements EventLoopOutput {
  private final OverflowAction overflowAction;
  private final ChunkDestinations buffer;

  BufferView(OverflowAction overflowAction, ChunkDestinations buffer) {
    this.overflowAction = overflowAction;
    this.buffer = buffer;
  }

  @Override
  public final boolean admit(int events) {
    return !isClosed() && admitByAction();
  }

  private boolean admitByAction() {
    return switch (overflowAction) {
      case BLOCK -> true;
      case THROW_EXCEPTION -> !buffer.isFull();
      case DROP_OLDEST_CHUNK -> {
        buffer.dropOldestWhileFull();
        yield true;
      }
    };
  }

  @Override
  public final boolean isFull() {
    return overflowAction == OverflowAction.BLOCK && buffer.isFull();
  }

  @Override
  public final void whenRoom(Runnable resume) {
    buffer.whenRoom(resume);
  }

  @Override
  public final void forget(Runnable resume) {
    buffer.forget(resume);
  }
}
