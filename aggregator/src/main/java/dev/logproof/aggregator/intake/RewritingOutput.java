package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.config.RewriteOutput;
import dev.logproof.aggregator.filter.NewTag;
import dev.logproof.aggregator.filter.TagRewriter;
import dev.logproof.aggregator.metrics.OncePerMinute;
import dev.logproof.aggregator.metrics.RejectCause;
import dev.logproof.aggregator.output.EventLoopOutput;
import dev.logproof.aggregator.output.EventTime;
import dev.logproof.aggregator.output.OutputRoom;
import dev.logproof.aggregator.output.SingleEvents;
import io.netty.buffer.ByteBuf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code @type rewrite_tag_filter}: sends each event again to the routes of a label, with another
 * tag. Inputs wait for every output that the events may reach, since the tag is known only with the
 * event. Confined to one event loop.
 */
final class RewritingOutput implements EventLoopOutput {
  private static final Logger LOG = LoggerFactory.getLogger(RewritingOutput.class);
  private static final OncePerMinute WARNINGS = new OncePerMinute(System::nanoTime);

  private final TagRewriter rewriter;
  private final RewriteStep step;
  private final OutputRoom reached;
  private final EventTime time = new EventTime();
  private EventLoopOutput target;

  /**
   * Creates the view.
   *
   * @param reached views that events may reach with any tag
   */
  RewritingOutput(TagRewriter rewriter, RewriteStep step, OutputRoom reached) {
    this.rewriter = rewriter;
    this.step = step;
    this.reached = reached;
    this.target = step.errors();
  }

  @Override
  public void tag(ByteBuf buffer, int offset, int length) {
    rewriter.tag(buffer, offset, length);
    step.errors().tag(buffer, offset, length);
  }

  @Override
  public void time(long seconds, int fraction) {
    time.set(seconds, fraction);
  }

  @Override
  public void take(ByteBuf event, int offset, int length, PendingAck ack) {
    NewTag found = rewriter.newTag(event, offset, length);
    switch (found.kind()) {
      case NONE -> step.ledger().rejected(RejectCause.TAG_NOT_REWRITTEN, 1);
      case FAILED -> {
        WARNINGS.run(() -> LOG.warn("a rule of rewrite_tag_filter failed on an event"));
        pass(step.errors(), event, offset, length, ack);
      }
      case REWRITTEN -> {
        if (step.next().isTooFar()) {
          stop(found);
        } else {
          ByteBuf tag = found.bytes();
          EventLoopOutput output =
              step.next().routes(found.label()).find(tag, 0, tag.writerIndex());
          pass(output, event, offset, length, ack);
        }
      }
    }
  }

  /** Rejects an event that would circle; Fluentd would follow it until its stack overflows. */
  private void stop(NewTag found) {
    WARNINGS.run(
        () ->
            LOG.warn(
                "an event got {} tags by rewrite_tag_filter, the last \"{}\": a circle",
                RewriteOutput.MAX_NEW_TAGS,
                found.text()));
    step.ledger().rejected(RejectCause.TAG_REWRITTEN_IN_CIRCLE, 1);
  }

  private void pass(EventLoopOutput output, ByteBuf event, int offset, int length, PendingAck ack) {
    if (output != target) {
      target.frameEnd();
      target = output;
    }
    if (SingleEvents.admits(output, step.ledger(), ack)) {
      time.passTo(output);
      output.take(event, offset, length, ack);
    }
  }

  @Override
  public void frameEnd() {
    target.frameEnd();
  }

  @Override
  public boolean isFull() {
    return reached.isFull();
  }

  @Override
  public void whenRoom(Runnable resume) {
    reached.whenRoom(resume);
  }

  @Override
  public void forget(Runnable resume) {
    reached.forget(resume);
  }

  @Override
  public boolean isClosed() {
    return reached.isClosed();
  }
}
