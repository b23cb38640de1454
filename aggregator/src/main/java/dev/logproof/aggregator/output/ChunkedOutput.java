package dev.logproof.aggregator.output;

import dev.logproof.aggregator.buffer.ChunkAppender;
import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.buffer.RecordForm;
import dev.logproof.aggregator.config.OverflowAction;
import io.netty.buffer.ByteBuf;

/** Buffered output without chunk keys: one open chunk. Confined to one event loop. */
final class ChunkedOutput extends BufferView {
  private final RecordForm form;
  private final ChunkAppender appender;

  ChunkedOutput(
      OverflowAction overflowAction,
      ChunkDestinations buffer,
      RecordForm form,
      ChunkAppender appender) {
    super(overflowAction, buffer);
    this.form = form;
    this.appender = appender;
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
  public boolean isClosed() {
    return appender.isClosed();
  }

  @Override
  public void close() {
    appender.close();
  }
}
