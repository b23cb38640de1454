package dev.logproof.aggregator.filter;

import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.buffer.RejectedEvents;
import dev.logproof.aggregator.config.InjectConfig;
import dev.logproof.aggregator.output.EventLoopOutput;
import dev.logproof.aggregator.output.Output;
import dev.logproof.aggregator.output.TimedDecorator;
import dev.logproof.aggregator.stop.StopDeadline;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.time.Clock;

/** {@code <inject>}: adds fields to the records of an output. Thread-safe. */
public record InjectingOutput(Output output, InjectConfig config, Clock clock) implements Output {
  @Override
  public String id() {
    return output.id();
  }

  @Override
  public EventLoopOutput forLoop(EventLoop loop, RejectedEvents rejected) {
    return before(output.forLoop(loop, rejected), config, clock);
  }

  /** Puts the fields in front of a view. */
  public static EventLoopOutput before(EventLoopOutput next, InjectConfig config, Clock clock) {
    return new View(next, new InjectFields(config), new EventInWork(clock));
  }

  @Override
  public void start() {
    output.start();
  }

  @Override
  public long heldBytes() {
    return output.heldBytes();
  }

  @Override
  public long retries() {
    return output.retries();
  }

  @Override
  public boolean finish(StopDeadline deadline) throws InterruptedException {
    return output.finish(deadline);
  }

  /** View of one event loop. */
  private static final class View extends TimedDecorator {
    private final InjectFields fields;
    private final EventInWork event;

    View(EventLoopOutput next, InjectFields fields, EventInWork event) {
      super(next);
      this.fields = fields;
      this.event = event;
    }

    @Override
    public void tag(ByteBuf buffer, int offset, int length) {
      fields.tag(buffer, offset, length);
      next.tag(buffer, offset, length);
    }

    @Override
    public void take(ByteBuf buffer, int offset, int length, PendingAck ack) {
      try {
        event.open(buffer, offset, length, time.epochSeconds(), time.nanos());
        boolean ignored = fields.apply(event);
        next.time(event.knownEpochSeconds(), event.knownNanos());
        ByteBuf written = event.written();
        next.take(written, 0, written.writerIndex(), ack);
      } finally {
        event.close();
      }
    }

    @Override
    public void close() {
      next.close();
    }
  }
}
