package dev.logproof.aggregator.buffer;

import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.OncePerMinute;
import dev.logproof.aggregator.metrics.RejectCause;
import io.netty.buffer.ByteBuf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where an output reports what became of its events. Thread-safe.
 *
 * @param ledger counts every event
 * @param deadLetters keeps the events that can never be delivered
 */
public record EventOutcomes(Ledger ledger, DeadLetters deadLetters) {
  private static final Logger LOG = LoggerFactory.getLogger(EventOutcomes.class);
  private static final OncePerMinute ERRORS = new OncePerMinute(System::nanoTime);

  /** Rejects an event before it is held, and keeps it in the dead letters. */
  public void reject(RejectCause cause, ByteBuf event, int offset, int length) {
    ledger.rejected(cause, 1);
    try {
      deadLetters.keep(cause.label(), event.nioBuffer(offset, length));
    } catch (RuntimeException | Error e) {
      ledger.deadLetterLost();
      ERRORS.run(() -> LOG.error("cannot write an undeliverable event to the dead-letter file", e));
    }
  }

  /** Rejects an event that its client sends again if it requested an acknowledgement. */
  public void refuse(RejectCause cause, PendingAck ack) {
    ledger.rejected(cause, 1);
    ack.neverKept();
  }
}
