package dev.logproof.aggregator.output;

import dev.logproof.aggregator.buffer.ChunkAppender;
import dev.logproof.aggregator.buffer.ChunkQueue;
import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.buffer.RecordForm;
import dev.logproof.aggregator.config.OverflowAction;
import dev.logproof.aggregator.metrics.Ledger;
import io.netty.buffer.ByteBuf;

/**
 * Buffered output. When the buffer is full, {@code block} pauses clients, {@code throw_exception}
 * refuses the frame and {@code drop_oldest_chunk} drops the oldest chunks. Confined to one event
 * loop.
 */
final class ChunkedOutput implements EventLoopOutput {
  private final ChunkQueue queue;
  private final RecordForm form;
  private final ChunkAppender appender;
  private final OverflowAction overflowAction;
  private final Ledger ledger;

  ChunkedOutput(
      ChunkQueue queue,
      RecordForm form,
      ChunkAppender appender,
      OverflowAction overflowAction,
      Ledger ledger) {
    this.queue = queue;
    this.form = form;
    this.appender = appender;
    this.overflowAction = overflowAction;
    this.ledger = ledger;
  }

  @Override
  public boolean admit(int events) {
    return !appender.isClosed() && admitByAction();
  }

  private boolean admitByAction() {
    return switch (overflowAction) {
      case BLOCK -> true;
      case THROW_EXCEPTION -> !queue.isFull();
      case DROP_OLDEST_CHUNK -> {
        queue.dropOldestWhileFull(ledger);
        yield true;
      }
    };
  }

  @Override
  public void tag(ByteBuf buffer, int offset, int length) {
    form.tag(buffer, offset, length);
  }

  @Override
  public void time(long epochSeconds, int nanos) {
    form.time(epochSeconds, nanos);
  }

  @Override
  public void take(ByteBuf event, int offset, int length, PendingAck ack) {
    appender.append(event, offset, length, ack);
  }

  @Override
  public void frameEnd() {
    appender.frameEnd();
  }

  @Override
  public boolean isFull() {
    return overflowAction == OverflowAction.BLOCK && queue.isFull();
  }

  @Override
  public boolean isClosed() {
    return appender.isClosed();
  }

  @Override
  public void whenRoom(Runnable resume) {
    queue.whenRoom(resume);
  }

  @Override
  public void forget(Runnable resume) {
    queue.forget(resume);
  }

  @Override
  public void close() {
    appender.close();
  }
}
