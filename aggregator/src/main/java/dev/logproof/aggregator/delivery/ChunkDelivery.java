package dev.logproof.aggregator.delivery;

import dev.logproof.aggregator.batch.BatchCutter;
import dev.logproof.aggregator.batch.FirehoseLimits;
import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.buffer.DeadLetters;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.RejectCause;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one chunk after another to a delivery stream. Only refused records are sent again, in
 * order; nothing is given up but what Firehose refuses for good, and that is isolated by halving
 * the request, kept in the dead letters and counted. Runs on a delivery thread, one instance each.
 */
final class ChunkDelivery {
  private static final Logger LOG = LoggerFactory.getLogger(ChunkDelivery.class);

  private final String outputId;
  private final DeliveryStream stream;
  private final StopDeadline deadline;
  private final Ledger ledger;
  private final DeadLetters deadLetters;
  private final LongAdder retries;
  private final RandomGenerator random;
  private final Backoff.RetryPolicy retryPolicy;
  private final RecordPacking packing;
  private final BatchCutter cutter = new BatchCutter(FirehoseLimits.PUT_RECORD_BATCH);

  ChunkDelivery(
      String outputId,
      DeliveryStream stream,
      StopDeadline deadline,
      Ledger ledger,
      DeadLetters deadLetters,
      LongAdder retries,
      RandomGenerator random,
      Backoff.RetryPolicy retryPolicy,
      RecordPacking packing) {
    this.outputId = outputId;
    this.stream = stream;
    this.deadline = deadline;
    this.ledger = ledger;
    this.deadLetters = deadLetters;
    this.retries = retries;
    this.random = random;
    this.retryPolicy = retryPolicy;
    this.packing = packing;
  }

  /**
   * Delivers every event of {@code chunks}, however long it takes.
   *
   * @return the events that were not delivered when the deadline passed, in order
   */
  List<byte[]> deliver(List<Chunk> chunks) throws InterruptedException {
    List<byte[]> records = packing.pack(chunks);
    int first = 0;
    while (first < records.size()) {
      int end = cutter.end(record -> records.get(record).length, first, records.size());
      List<byte[]> left = put(records.subList(first, end));
      if (!left.isEmpty()) {
        return packing.unpack(concat(left, records.subList(end, records.size())));
      }
      first = end;
    }
    return List.of();
  }

  /** True when the stop deadline has passed. */
  boolean isOver() {
    return deadline.passed();
  }

  private static List<byte[]> concat(List<byte[]> first, List<byte[]> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  /** What was not delivered of {@code batch} when the deadline passed. */
  private List<byte[]> put(List<byte[]> batch) throws InterruptedException {
    List<byte[]> rest = batch;
    Backoff backoff = new Backoff(random, retryPolicy);
    for (int attempt = 1; ; attempt++) {
      PutOutcome outcome = stream.put(rest);
      if (outcome instanceof PutOutcome.Invalid invalid) {
        return isolate(rest, invalid.reason());
      }
      List<byte[]> refused = refused(rest, outcome);
      ledger.heldDelivered(packing.events(rest) - packing.events(refused));
      if (refused.isEmpty()) {
        return refused;
      }
      if (refused.size() < rest.size()) {
        backoff.progress();
      }
      rest = refused;
      if (backoff.isExhausted()) {
        giveUp(rest, reason(outcome));
        return List.of();
      }
      if (!pause(attempt, rest.size(), backoff.nextWaitMillis(), reason(outcome))) {
        return rest;
      }
    }
  }

  /** Whether to try again; not when interrupted, since what is left must be handed back. */
  private boolean pause(int attempt, int records, long waitMillis, String reason) {
    retries.increment();
    String seconds = String.format(Locale.ROOT, "%.2f", waitMillis / 1000.0);
    LOG.warn(
        "[{}] Retrying to request batch. Retry count: {}, Retry records: {}, Wait seconds {} ({})",
        outputId,
        attempt,
        records,
        seconds,
        reason);
    try {
      return !deadline.passed() && deadline.pause(waitMillis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Halves a request that is refused for good until the record to blame stands alone. */
  private List<byte[]> isolate(List<byte[]> records, String reason) throws InterruptedException {
    if (records.size() == 1 && packing.events(records.get(0)) > 1) {
      return isolate(packing.halve(records.get(0)), reason);
    }
    if (records.size() == 1) {
      deadLetters.keep(reason, records.get(0));
      ledger.heldRejected(RejectCause.REFUSED_BY_FIREHOSE, 1);
      LOG.error("[{}] Firehose refuses a record for good: {}", outputId, reason);
      return List.of();
    }
    int half = records.size() / 2;
    List<byte[]> second = records.subList(half, records.size());
    List<byte[]> left = put(records.subList(0, half));
    return left.isEmpty() ? put(second) : concat(left, second);
  }

  private void giveUp(List<byte[]> records, String reason) {
    List<byte[]> events = packing.unpack(records);
    events.forEach(event -> deadLetters.keep("retry limit: " + reason, event));
    ledger.heldRejected(RejectCause.RETRY_LIMIT, events.size());
    LOG.error(
        "[{}] gave up {} events after the retries that are allowed: {}",
        outputId,
        events.size(),
        reason);
  }

  private static List<byte[]> refused(List<byte[]> sent, PutOutcome outcome) {
    return outcome instanceof PutOutcome.Answered answered
        ? answered.refused().stream().map(sent::get).toList()
        : sent;
  }

  private static String reason(PutOutcome outcome) {
    return outcome instanceof PutOutcome.Answered answered
        ? answered.reason()
        : ((PutOutcome.Unanswered) outcome).reason();
  }
}
