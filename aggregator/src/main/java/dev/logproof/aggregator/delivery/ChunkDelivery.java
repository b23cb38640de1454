package dev.logproof.aggregator.delivery;

import dev.logproof.aggregator.batch.FirehoseLimits;
import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.buffer.DeadLetters;
import dev.logproof.aggregator.delivery.PutOutcome.Answered;
import dev.logproof.aggregator.delivery.PutOutcome.Invalid;
import dev.logproof.aggregator.delivery.PutOutcome.Unanswered;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.OncePerMinute;
import dev.logproof.aggregator.metrics.RejectCause;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes chunks to a delivery stream. Only refused records are sent again, in order: at once and
 * together with the next ones while most of a request is accepted, after a wait otherwise. Nothing
 * is given up but what Firehose refuses for good, and that is isolated by halving the request, kept
 * in the dead letters and counted. Runs on a delivery thread, one instance each.
 */
final class ChunkDelivery {
  private static final Logger LOG = LoggerFactory.getLogger(ChunkDelivery.class);
  private static final long NOTICE_INTERVAL_NANOS = 1_000_000_000L;

  /** When so few are left of a request, it is chance that most of them are refused again. */
  private static final int FEW_RECORDS = 50;

  /** So often these go again without a wait, for which they would have to be alone. */
  private static final int QUICK_RETRIES = 4;

  /** Of events that are refused with no other event left to try; then the stream is to blame. */
  private static final int MAX_REFUSED_IN_A_ROW = 2;

  private final OncePerMinute streamRefusals = new OncePerMinute(System::nanoTime);
  private final OncePerMinute internalErrors = new OncePerMinute(System::nanoTime);
  private final Terms terms;
  private final DeliveryStream stream;
  private final StopDeadline deadline;
  private final AdaptiveConcurrencyLimit window;
  private final Ledger ledger;
  private final DeadLetters deadLetters;
  private final LongAdder retries;
  private final Records records;
  private final RecordBatch batch;
  private final Backoff backoff;
  private int attempts;
  private int refusedInARow;
  private int trials;
  private boolean acceptedSinceRefusal;

  /** Whether only what a request in part refused is sent again. */
  private boolean remnant;

  private long nextNoticeNanos = System.nanoTime();

  /**
   * What the configuration asks for.
   *
   * @param outputId for the log
   */
  record Terms(String outputId, Backoff.RetryPolicy retryPolicy, RecordPacking packing) {}

  ChunkDelivery(
      Terms terms,
      DeliveryStream stream,
      StopDeadline deadline,
      AdaptiveConcurrencyLimit window,
      Ledger ledger,
      DeadLetters deadLetters,
      LongAdder retries,
      RandomGenerator random) {
    this.terms = terms;
    this.stream = stream;
    this.deadline = deadline;
    this.window = window;
    this.ledger = ledger;
    this.deadLetters = deadLetters;
    this.retries = retries;
    this.records = new Records(terms.packing());
    this.batch = new RecordBatch(records, FirehoseLimits.PUT_RECORD_BATCH);
    this.backoff = new Backoff(random, terms.retryPolicy());
  }

  /**
   * Delivers every event of {@code chunks}, however long it takes.
   *
   * @return the events that were not delivered when the deadline passed, in order
   */
  List<byte[]> deliver(List<Chunk> chunks) {
    records.fill(chunks);
    batch.clear();
    startRetriesOver();
    int next = batch.fill(0);
    while (!batch.isEmpty()) {
      if (!attempt()) {
        return left(next);
      }
      next = batch.fill(next);
    }
    return List.of();
  }

  /**
   * One request, whatever happens in it: an exception is a failed attempt like any other. What was
   * booked before it stays booked, the rest is still in {@link #batch} and is sent again.
   */
  private boolean attempt() {
    try {
      return put(batch, List.of());
    } catch (RuntimeException | Error e) {
      internalErrors.run(
          () ->
              LOG.error(
                  "[{}] internal error, {} records are sent again",
                  terms.outputId(),
                  batch.size(),
                  e));
      return pauseAfterError();
    }
  }

  /** Waits as before a retry; false when the deadline has passed. */
  boolean pauseAfterError() {
    return pause(backoff.nextWaitMillis());
  }

  /** Retries are counted per chunk, as Fluentd does. */
  private void startRetriesOver() {
    backoff.progress();
    attempts = 0;
    remnant = false;
  }

  /** The calling thread delivers no more. */
  void end() {
    stream.leave();
  }

  private List<byte[]> left(int next) {
    List<byte[]> left = new ArrayList<>(batch.copyEvents());
    IntStream.range(next, records.size())
        .forEach(record -> left.addAll(records.copyEvents(record)));
    return left;
  }

  /**
   * Sends {@code sent} once and leaves in it what has to be sent again.
   *
   * @param rest records of the same request that are not sent yet; another of them is tried when
   *     one is refused for good
   * @return false when the deadline has passed
   */
  private boolean put(RecordBatch sent, List<RecordBatch> rest) {
    int entered = enter();
    if (entered < 0) {
      return false;
    }
    PutOutcome outcome;
    boolean going;
    try {
      outcome = send(sent);
      going = outcome instanceof Invalid || settle(sent, outcome, entered);
    } finally {
      window.leave();
    }
    return outcome instanceof Invalid invalid ? isolate(sent, invalid.reason(), rest) : going;
  }

  /** A stream that throws has not answered. */
  private PutOutcome send(RecordBatch sent) {
    try {
      return stream.put(sent);
    } catch (RuntimeException | Error e) {
      internalErrors.run(() -> LOG.error("[{}] a request failed", terms.outputId(), e));
      return new Unanswered(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  private int enter() {
    try {
      return window.enter(deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  /** Takes out of {@code sent} what was accepted, and waits when that was little. */
  private boolean settle(RecordBatch sent, PutOutcome outcome, int entered) {
    int asked = sent.size();
    int refused = keepRefused(sent, outcome);
    boolean few = remnant && asked < FEW_RECORDS;
    if (!few) {
      window.answered(entered, (double) refused / asked);
    }
    remnant = refused > 0 && (remnant || refused < asked);
    if (refused < asked) {
      backoff.progress();
    }
    if (refused == 0) {
      attempts = 0;
      return true;
    }
    retries.increment();
    if (backoff.isExhausted()) {
      giveUp(sent, reason(outcome));
      return true;
    }
    if (refused < asked * AdaptiveConcurrencyLimit.MOST
        || (few && backoff.retries() < QUICK_RETRIES)) {
      retryAtOnce(refused, reason(outcome));
      return true;
    }
    long waitMillis = backoff.nextWaitMillis();
    logRetry(sent.size(), waitMillis, reason(outcome));
    return pause(waitMillis);
  }

  /** Logged once a second at most, as it may be every request. */
  private void retryAtOnce(int refused, String reason) {
    backoff.retriedAtOnce();
    long now = System.nanoTime();
    if (now - nextNoticeNanos >= 0) {
      nextNoticeNanos = now + NOTICE_INTERVAL_NANOS;
      logRetry(refused, 0, reason);
    }
  }

  /** How many records are to be sent again. */
  private int keepRefused(RecordBatch sent, PutOutcome outcome) {
    if (!(outcome instanceof Answered answered)) {
      return sent.size();
    }
    int events = sent.events();
    if (answered.refused().isEmpty()) {
      sent.clear();
    } else {
      sent.retain(answered.refused());
    }
    int delivered = events - sent.events();
    if (delivered > 0) {
      acceptedSinceRefusal = true;
      refusedInARow = 0;
    }
    ledger.heldDelivered(delivered);
    return answered.refused().size();
  }

  /** Whether to try again; not when interrupted, since what is left must be handed back. */
  private boolean pause(long waitMillis) {
    try {
      return !deadline.passed() && deadline.pause(waitMillis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** In the words of Fluentd's plugin, which alarms look for. */
  private void logRetry(int refused, long waitMillis, String reason) {
    attempts++;
    LOG.warn(
        "[{}] Retrying to request batch. Retry count: {}, Retry records: {}, Wait seconds {} ({})",
        terms.outputId(),
        attempts,
        refused,
        String.format(Locale.ROOT, "%.2f", waitMillis / 1000.0),
        reason);
  }

  /**
   * Halves a request that is refused for good until the event to blame stands alone.
   *
   * @param rest records of the same request that are not sent yet, in parts, the nearest last
   */
  private boolean isolate(RecordBatch refused, String reason, List<RecordBatch> rest) {
    if (refused.events() == 1) {
      return judgeAlone(refused, reason, rest);
    }
    List<RecordBatch> halves = refused.halves();
    RecordBatch second = halves.get(1);
    try {
      return putAll(halves.get(0), with(rest, second)) && putAll(second, rest);
    } finally {
      refused.rejoin(halves);
    }
  }

  private static List<RecordBatch> with(List<RecordBatch> rest, RecordBatch more) {
    List<RecordBatch> all = new ArrayList<>(rest);
    all.add(more);
    return all;
  }

  /**
   * An event that is refused alone is to blame when the stream accepts another one. When it does
   * not, the stream is (its source is a Kinesis stream, its key is disabled): then the event waits.
   */
  private boolean judgeAlone(RecordBatch single, String reason, List<RecordBatch> rest) {
    int others = rest.stream().mapToInt(RecordBatch::size).sum();
    if (acceptedSinceRefusal || (others == 0 && refusedInARow < MAX_REFUSED_IN_A_ROW)) {
      acceptedSinceRefusal = false;
      refusedInARow++;
      reject(single, reason);
      return true;
    }
    if (others > 0 && acceptsAnother(rest, trials++ % others)) {
      trials = 0;
      reject(single, reason);
      return true;
    }
    ledger.streamRefused();
    retries.increment();
    streamRefusals.run(
        () ->
            LOG.error(
                "[{}] the stream refuses different events alike, they are kept until it is mended:"
                    + " {}",
                terms.outputId(),
                reason));
    if (backoff.isExhausted()) {
      giveUp(single, reason);
      return true;
    }
    return pause(backoff.nextWaitMillis());
  }

  /**
   * Tries one other record, the next in order at first and each time another one; it leaves {@code
   * rest} when it is accepted.
   */
  private boolean acceptsAnother(List<RecordBatch> rest, int number) {
    int position = number;
    int at = rest.size() - 1;
    while (position >= rest.get(at).size()) {
      position -= rest.get(at--).size();
    }
    RecordBatch single = rest.get(at).only(position);
    int events = single.events();
    boolean accepted = send(single) instanceof Answered answered && answered.refused().isEmpty();
    if (accepted) {
      rest.get(at).remove(position);
      ledger.heldDelivered(events);
      backoff.progress();
      refusedInARow = 0;
    }
    return accepted;
  }

  private void reject(RecordBatch single, String reason) {
    deadLetters.keep(reason, ByteBuffer.wrap(single.copyEvents().get(0)));
    single.clear();
    ledger.heldRejected(RejectCause.REFUSED_BY_FIREHOSE, 1);
    LOG.error("[{}] Firehose refuses a record for good: {}", terms.outputId(), reason);
  }

  private boolean putAll(RecordBatch part, List<RecordBatch> rest) {
    boolean going = true;
    while (going && !part.isEmpty()) {
      going = put(part, rest);
    }
    return going;
  }

  private void giveUp(RecordBatch refused, String reason) {
    List<byte[]> events = refused.copyEvents();
    events.forEach(event -> deadLetters.keep("retry limit: " + reason, ByteBuffer.wrap(event)));
    refused.clear();
    ledger.heldRejected(RejectCause.RETRY_LIMIT, events.size());
    startRetriesOver();
    LOG.error(
        "[{}] gave up {} events after the retries that are allowed: {}",
        terms.outputId(),
        events.size(),
        reason);
  }

  private static String reason(PutOutcome outcome) {
    return outcome instanceof Answered answered
        ? answered.reason()
        : ((Unanswered) outcome).reason();
  }
}
