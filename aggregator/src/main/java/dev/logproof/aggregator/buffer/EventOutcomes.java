package dev.logproof.aggregator.buffer;

import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.OncePerMinute;
import dev.logproof.aggregator.metrics.RejectCause;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where an output reports what became of its events. Thread-safe, but for that of one event loop.
 *
 * @param ledger counts every event
 * @param deadLetters keeps the events that can never be delivered
 * @param secondary takes held events at the retry limit
 * @param rejected takes events that are rejected before they are held
 */
public record EventOutcomes(
    Ledger ledger, DeadLetters deadLetters, Secondary secondary, RejectedEvents rejected) {
  private static final Logger LOG = LoggerFactory.getLogger(EventOutcomes.class);
  private static final OncePerMinute ERRORS = new OncePerMinute(System::nanoTime);

  /** Reports without {@code <secondary>}. */
  public EventOutcomes(Ledger ledger, DeadLetters deadLetters) {
    this(ledger, deadLetters, Secondary.NONE);
  }

  /** Keeps rejected events in the dead letters. */
  public EventOutcomes(Ledger ledger, DeadLetters deadLetters, Secondary secondary) {
    this(ledger, deadLetters, secondary, RejectedEvents.NONE);
  }

  /** Returns the outcomes of one event loop, where {@code events} takes rejected events. */
  public EventOutcomes offering(RejectedEvents events) {
    return new EventOutcomes(ledger, deadLetters, secondary, events);
  }

  /** Rejects held events at the retry limit. The dead letters keep what the secondary does not. */
  public void giveUp(List<byte[]> events, String outputId, String reason) {
    boolean kept = false;
    if (secondary != Secondary.NONE) {
      try {
        secondary.keep(events);
        kept = true;
      } catch (IOException | RuntimeException | Error e) {
        ERRORS.run(() -> LOG.error("[{}] cannot write to <secondary>: {}", outputId, e.toString()));
      }
    }
    if (!kept) {
      events.forEach(event -> deadLetters.keep("retry limit: " + reason, ByteBuffer.wrap(event)));
    }
    ledger.heldRejected(RejectCause.RETRY_LIMIT, events.size());
    LOG.error(
        "[{}] {} {} events at the retry limit: {}",
        outputId,
        kept ? "wrote to <secondary>" : "rejected",
        events.size(),
        reason);
  }

  /**
   * Rejects an event that is not in a chunk yet. The dead letters record it unless {@code
   * <label @ERROR>} claims it.
   */
  public void reject(RejectCause cause, ByteBuf event, int offset, int length) {
    if (rejected.claim(cause)) {
      return;
    }
    ledger.rejected(cause, 1);
    try {
      deadLetters.keep(cause.label(), event.nioBuffer(offset, length));
    } catch (RuntimeException | Error e) {
      ledger.deadLetterLost();
      ERRORS.run(() -> LOG.error("cannot write an undeliverable event to the dead-letter file", e));
    }
  }

  /** Rejects an event without acknowledging it; a client that asked for that sends it again. */
  public void refuse(RejectCause cause, PendingAck ack) {
    ledger.rejected(cause, 1);
    ack.neverKept();
  }
}
