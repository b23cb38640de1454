package dev.logproof.aggregator.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.buffer.PendingAck;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.RejectCause;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts and acknowledges events that no {@code <match>} takes, because a resend would not help.
 * Warns as Fluentd does, at most once per ten seconds. Confined to an event loop.
 */
public final class UnmatchedOutput implements EventLoopOutput {
  private static final Logger LOG = LoggerFactory.getLogger(UnmatchedOutput.class);
  private static final long WARN_INTERVAL_NANOS = 10_000_000_000L;

  private final Ledger ledger;
  private final AtomicLong nextWarningNanos;
  private String tag = "";

  /**
   * Counts events in {@code ledger}.
   *
   * @param nextWarningNanos by {@code System.nanoTime()}, shared by the event loops
   */
  public UnmatchedOutput(Ledger ledger, AtomicLong nextWarningNanos) {
    this.ledger = ledger;
    this.nextWarningNanos = nextWarningNanos;
  }

  @Override
  public void tag(ByteBuf buffer, int offset, int length) {
    tag = buffer.toString(offset, length, UTF_8);
  }

  @Override
  public void take(ByteBuf event, int offset, int length, PendingAck ack) {
    ledger.rejected(RejectCause.UNMATCHED_TAG, 1);
    long now = System.nanoTime();
    long next = nextWarningNanos.get();
    if (now - next >= 0 && nextWarningNanos.compareAndSet(next, now + WARN_INTERVAL_NANOS)) {
      LOG.warn(
          "no patterns matched tag=\"{}\"; {} unmatched events so far",
          tag,
          ledger.rejected(RejectCause.UNMATCHED_TAG));
    }
  }
}
