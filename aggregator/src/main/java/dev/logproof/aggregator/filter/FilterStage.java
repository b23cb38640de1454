package dev.logproof.aggregator.filter;

import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.OncePerMinute;
import dev.logproof.aggregator.metrics.RejectCause;
import dev.logproof.aggregator.output.EventLoopOutput;
import dev.logproof.aggregator.output.OutputWithErrors;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The filters of one tag in front of an output. Reads a record once and writes it once, whatever
 * the number of filters; an event that no filter changes is passed on as it came. Confined to one
 * event loop.
 */
final class FilterStage extends OutputWithErrors {
  private static final Logger LOG = LoggerFactory.getLogger(FilterStage.class);
  private static final OncePerMinute WARNINGS = new OncePerMinute(System::nanoTime);

  private final String tag;
  private final EventFilter[] filters;
  private final Workbench workbench;
  private final Ledger ledger;
  private EventInWork event;
  private PendingAck ack = PendingAck.NONE;

  /**
   * Creates the stage.
   *
   * @param filters makes the filters; they get a way to copy the event in work to {@code errors}
   */
  FilterStage(
      String tag,
      Function<Consumer<String>, List<EventFilter>> filters,
      EventLoopOutput next,
      EventLoopOutput errors,
      Workbench workbench,
      Ledger ledger) {
    super(next, errors, ledger);
    this.tag = tag;
    this.workbench = workbench;
    this.ledger = ledger;
    this.event = workbench.idle();
    this.filters = filters.apply(this::copyToErrors).toArray(EventFilter[]::new);
  }

  @Override
  public void take(ByteBuf buffer, int offset, int length, PendingAck pending) {
    event = workbench.take();
    ack = pending;
    try {
      event.open(buffer, offset, length, time.epochSeconds(), time.nanos());
      if (isKept()) {
        passOn(buffer, offset, length);
      }
    } finally {
      ack = PendingAck.NONE;
      event.close();
      workbench.give(event);
    }
  }

  private boolean isKept() {
    try {
      for (EventFilter filter : filters) {
        if (!filter.apply(event)) {
          ledger.rejected(RejectCause.FILTERED, 1);
          return false;
        }
      }
      return true;
    } catch (FilterFailedException | IllegalArgumentException e) {
      fail(e.getMessage());
    } catch (StackOverflowError e) {
      fail("the regular expression is too complex for this text");
    }
    return false;
  }

  private void passOn(ByteBuf buffer, int offset, int length) {
    next.time(event.knownEpochSeconds(), event.knownNanos());
    if (event.record().isChanged()) {
      ByteBuf written = event.written();
      next.take(written, 0, written.writerIndex(), ack);
    } else {
      next.take(buffer, offset, length, ack);
    }
  }

  private void fail(String reason) {
    WARNINGS.run(
        () ->
            LOG.warn(
                "a filter failed for an event with tag \"{}\": {}; {} events rejected for cause {}"
                    + " so far",
                tag,
                reason,
                ledger.rejected(RejectCause.FILTER_FAILED),
                RejectCause.FILTER_FAILED.label()));
    if (errorsAdmit(ack)) {
      errors.time(event.knownEpochSeconds(), event.knownNanos());
      ByteBuf written = event.written();
      errors.take(written, 0, written.writerIndex(), ack);
    }
  }

  /** The copy is an event of its own; without {@code <label @ERROR>}, there is none. */
  private void copyToErrors(String reason) {
    if (errors instanceof FailedEvents) {
      WARNINGS.run(() -> LOG.warn("a filter failed for an event with tag \"{}\": {}", tag, reason));
      return;
    }
    ledger.copied(1);
    fail(reason);
  }
}
