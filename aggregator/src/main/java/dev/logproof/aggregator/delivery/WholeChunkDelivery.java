package dev.logproof.aggregator.delivery;

import dev.logproof.aggregator.buffer.Addressed;
import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.buffer.EventOutcomes;
import dev.logproof.aggregator.firehose.PutOutcome;
import dev.logproof.aggregator.firehose.PutOutcome.Answered;
import dev.logproof.aggregator.firehose.PutOutcome.Invalid;
import dev.logproof.aggregator.firehose.PutOutcome.Unanswered;
import dev.logproof.aggregator.metrics.OncePerMinute;
import dev.logproof.aggregator.metrics.RejectCause;
import dev.logproof.aggregator.stop.StopDeadline;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers chunks of {@link Addressed} records one by one, each as a whole, and repeats a chunk
 * until its target takes it. Confined to one delivery thread.
 */
public final class WholeChunkDelivery implements Delivery {
  private static final Logger LOG = LoggerFactory.getLogger(WholeChunkDelivery.class);

  private final OncePerMinute internalErrors = new OncePerMinute(System::nanoTime);
  private final String outputId;
  private final Shared shared;
  private final RandomGenerator random;
  private final Backoff backoff;
  private final RetryLog retryLog;

  /** Dependencies that all delivery threads of one output use. */
  public record Shared(
      ChunkTarget target, StopDeadline deadline, EventOutcomes outcomes, LongAdder retries) {}

  /** Delivers for one thread; {@code random} varies its waits. */
  public WholeChunkDelivery(
      String outputId, Backoff.RetryPolicy policy, Shared shared, RandomGenerator random) {
    this.outputId = outputId;
    this.shared = shared;
    this.random = random;
    this.backoff = new Backoff(random, policy);
    this.retryLog = new RetryLog(outputId);
  }

  @Override
  public int maxRecords() {
    return 0;
  }

  @Override
  public int maxBytes() {
    return 0;
  }

  @Override
  public List<byte[]> deliver(List<Chunk> chunks) {
    Chunk chunk = chunks.get(0);
    if (chunks.size() != 1) {
      throw new IllegalArgumentException(chunks.size() + " chunks");
    }
    backoff.progress();
    retryLog.restart();
    ChunkId id = ChunkId.next(random);
    for (int attempt = 0; ; attempt++) {
      PutOutcome outcome = put(chunk, id, attempt);
      if (outcome instanceof Answered) {
        shared.outcomes().ledger().heldDelivered(chunk.records());
        return List.of();
      }
      if (outcome instanceof Invalid invalid) {
        reject(chunk, invalid.reason());
        return List.of();
      }
      String reason = ((Unanswered) outcome).reason();
      shared.retries().increment();
      if (backoff.isExhausted()) {
        shared.outcomes().giveUp(Addressed.payloads(chunk), outputId, reason);
        return List.of();
      }
      long waitMillis = backoff.nextWaitMillis();
      retryLog.later(chunk.records(), waitMillis, reason);
      if (!pause(waitMillis)) {
        return chunk.copyFrom(0);
      }
    }
  }

  private PutOutcome put(Chunk chunk, ChunkId id, int attempt) {
    try {
      return shared.target().put(chunk, id, attempt);
    } catch (RuntimeException | Error e) {
      internalErrors.run(() -> LOG.error("[{}] a chunk cannot be delivered", outputId, e));
      return new Unanswered(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  private void reject(Chunk chunk, String reason) {
    Addressed.payloads(chunk)
        .forEach(event -> shared.outcomes().deadLetters().keep(reason, ByteBuffer.wrap(event)));
    shared.outcomes().ledger().heldRejected(RejectCause.REFUSED, chunk.records());
    LOG.error("[{}] {} events were refused permanently: {}", outputId, chunk.records(), reason);
  }

  private boolean pause(long waitMillis) {
    try {
      return !shared.deadline().passed() && shared.deadline().pause(waitMillis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public boolean pauseAfterError() {
    return pause(backoff.nextWaitMillis());
  }

  @Override
  public void end() {
    shared.target().leave();
  }
}
