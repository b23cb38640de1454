package dev.logproof.aggregator.intake;

import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.OncePerMinute;
import dev.logproof.aggregator.output.EventLoopOutput;
import dev.logproof.aggregator.output.OutputWithErrors;
import io.netty.buffer.ByteBuf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the events that an output rejects to {@code <label @ERROR>}, as they came to the output.
 * The label uses its outputs without this, so that no event circles. Confined to one event loop.
 */
final class RejectingOutput extends OutputWithErrors {
  private static final Logger LOG = LoggerFactory.getLogger(RejectingOutput.class);
  private static final OncePerMinute WARNINGS = new OncePerMinute(System::nanoTime);

  private final RejectionClaim claim;

  /**
   * Creates the view.
   *
   * @param next offers {@code claim} the events that it rejects
   */
  RejectingOutput(
      EventLoopOutput next, RejectionClaim claim, EventLoopOutput errors, Ledger ledger) {
    super(next, errors, ledger);
    this.claim = claim;
  }

  @Override
  public void time(long seconds, int fraction) {
    super.time(seconds, fraction);
    next.time(seconds, fraction);
  }

  @Override
  public void take(ByteBuf event, int offset, int length, PendingAck ack) {
    claim.begin();
    boolean rejected;
    try {
      next.take(event, offset, length, ack);
    } finally {
      rejected = claim.ends();
    }
    if (rejected) {
      pass(event, offset, length, ack);
    }
  }

  private void pass(ByteBuf event, int offset, int length, PendingAck ack) {
    WARNINGS.run(
        () -> LOG.warn("events go to <label @ERROR>: an output rejects {}", claim.cause().label()));
    if (errorsAdmit(ack)) {
      time.passTo(errors);
      errors.take(event, offset, length, ack);
    }
  }
}
