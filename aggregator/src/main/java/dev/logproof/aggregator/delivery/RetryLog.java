package dev.logproof.aggregator.delivery;

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs one delivery thread's retries with the message of Fluentd's plugin, which alarms match.
 * Confined to that thread.
 */
final class RetryLog {
  private static final Logger LOG = LoggerFactory.getLogger(ChunkDelivery.class);
  private static final long INTERVAL_NANOS = 1_000_000_000L;

  private final String outputId;
  private int attempts;
  private long nextNanos = System.nanoTime();

  RetryLog(String outputId) {
    this.outputId = outputId;
  }

  void restart() {
    attempts = 0;
  }

  /** Logs at most once per second, as every request may retry. */
  void atOnce(int refused, String reason) {
    long now = System.nanoTime();
    if (now - nextNanos >= 0) {
      nextNanos = now + INTERVAL_NANOS;
      later(refused, 0, reason);
    }
  }

  void later(int refused, long waitMillis, String reason) {
    attempts++;
    LOG.warn(
        "[{}] Retrying to request batch. Retry count: {}, Retry records: {}, Wait seconds {} ({})",
        outputId,
        attempts,
        refused,
        String.format(Locale.ROOT, "%.2f", waitMillis / 1000.0),
        reason);
  }
}
