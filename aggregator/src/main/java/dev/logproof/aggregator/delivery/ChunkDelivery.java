package dev.logproof.aggregator.delivery;

import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.buffer.EventOutcomes;
import dev.logproof.aggregator.firehose.BatchService;
import dev.logproof.aggregator.firehose.DeliveryStream;
import dev.logproof.aggregator.firehose.PutOutcome;
import dev.logproof.aggregator.firehose.PutOutcome.Answered;
import dev.logproof.aggregator.firehose.PutOutcome.Invalid;
import dev.logproof.aggregator.firehose.PutOutcome.Unanswered;
import dev.logproof.aggregator.firehose.RecordBatch;
import dev.logproof.aggregator.firehose.Records;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.metrics.OncePerMinute;
import dev.logproof.aggregator.stop.StopDeadline;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers chunks to a stream. Retries only refused records, in order: immediately, with new
 * records, while most are accepted; after a backoff otherwise. Events rejected permanently or at
 * the retry limit are kept in the dead letters. Confined to one delivery thread.
 */
public final class ChunkDelivery implements Delivery {
  private static final Logger LOG = LoggerFactory.getLogger(ChunkDelivery.class);

  /** With fewer retried records, a mostly refused request is chance, not overload. */
  private static final int FEW_RECORDS = 50;

  /** Immediate retries of few records before backing off. */
  private static final int QUICK_RETRIES = 4;

  /** Consecutive rejections without another event to try, after which the stream is at fault. */
  private static final int MAX_REFUSED_IN_A_ROW = 2;

  private final OncePerMinute streamRefusals = new OncePerMinute(System::nanoTime);
  private final OncePerMinute internalErrors = new OncePerMinute(System::nanoTime);
  private final Terms terms;
  private final DeliveryStream stream;
  private final StopDeadline deadline;
  private final AdaptiveConcurrencyLimit window;
  private final LongAdder retries;
  private final Ledger ledger;
  private final EventOutcomes outcomes;
  private final Records records;
  private final RecordBatch batch;
  private final Backoff backoff;
  private final RetryLog retryLog;
  private int refusedInARow;
  private int trials;
  private boolean acceptedSinceRefusal;

  /** True while only refused records of a partly accepted request are retried. */
  private boolean remnant;

  /** True if requests are small because each has one record of a key. */
  private final boolean ordered;

  /**
   * Delivery settings of one output.
   *
   * @param records creates the records of each delivery thread
   */
  public record Terms(
      String outputId,
      Backoff.RetryPolicy retryPolicy,
      Supplier<Records> records,
      BatchService service) {}

  /** Dependencies that all delivery threads of one output use. */
  public record Shared(
      DeliveryStream stream,
      StopDeadline deadline,
      AdaptiveConcurrencyLimit window,
      EventOutcomes outcomes,
      LongAdder retries) {}

  /** Delivers for one thread; {@code random} varies its waits. */
  public ChunkDelivery(Terms terms, Shared shared, RandomGenerator random) {
    this.terms = terms;
    this.stream = shared.stream();
    this.deadline = shared.deadline();
    this.window = shared.window();
    this.retries = shared.retries();
    this.ledger = shared.outcomes().ledger();
    this.outcomes = shared.outcomes();
    this.records = terms.records().get();
    this.ordered = records.isOrdered();
    this.batch = new RecordBatch(records, terms.service().limits());
    this.backoff = new Backoff(random, terms.retryPolicy());
    this.retryLog = new RetryLog(terms.outputId());
  }

  @Override
  public int maxRecords() {
    return terms.service().limits().maxRecords();
  }

  @Override
  public int maxBytes() {
    // Fits one request after base64 encoding.
    return terms.service().limits().maxRequestBytes() / 2;
  }

  @Override
  public List<byte[]> deliver(List<Chunk> chunks) {
    batch.clear();
    startRetriesOver();
    try {
      return fill(chunks) ? deliver() : left(0);
    } finally {
      records.clear();
    }
  }

  /** Waits for memory that other threads hold; returns false at the deadline. */
  private boolean fill(List<Chunk> chunks) {
    boolean going = true;
    while (going) {
      try {
        records.fill(chunks);
        return true;
      } catch (IOException e) {
        long waitMillis = backoff.nextWaitMillis();
        retryLog.later(records.size(), waitMillis, e.getMessage());
        going = pause(waitMillis);
      }
    }
    return false;
  }

  private List<byte[]> deliver() {
    int next = batch.fill(0);
    while (!batch.isEmpty()) {
      if (!attempt()) {
        return left(next);
      }
      next = batch.fill(next);
    }
    return List.of();
  }

  /** After an exception, {@link #batch} still holds the uncounted events for a retry. */
  private boolean attempt() {
    try {
      return put(batch, List.of());
    } catch (RuntimeException | Error e) {
      internalErrors.run(
          () ->
              LOG.error(
                  "[{}] internal error, resending {} records", terms.outputId(), batch.size(), e));
      return pauseAfterError();
    }
  }

  @Override
  public boolean pauseAfterError() {
    return pause(backoff.nextWaitMillis());
  }

  /** Retries are counted per chunk, as in Fluentd. */
  private void startRetriesOver() {
    backoff.progress();
    retryLog.restart();
    remnant = false;
  }

  @Override
  public void end() {
    records.close();
    stream.leave();
  }

  private List<byte[]> left(int next) {
    List<byte[]> left = new ArrayList<>(batch.copyEvents());
    IntStream.range(next, records.size())
        .forEach(record -> left.addAll(records.copyEvents(record)));
    return left;
  }

  /**
   * Sends {@code sent} once and leaves in it the records to retry.
   *
   * @param rest unsent records of the request; one is tried when a single event is rejected
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

  /** An exception from the stream counts as no response. */
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

  private boolean settle(RecordBatch sent, PutOutcome outcome, int entered) {
    int asked = sent.size();
    int refused = keepRefused(sent, outcome);
    boolean few = asked < FEW_RECORDS && (remnant || (ordered && refused < asked));
    if (!few) {
      window.answered(entered, (double) refused / asked);
    }
    remnant = refused > 0 && (remnant || refused < asked);
    if (refused < asked) {
      backoff.progress();
    }
    if (refused == 0) {
      retryLog.restart();
      return true;
    }
    retries.increment();
    if (backoff.isExhausted()) {
      giveUp(sent, reason(outcome));
      return true;
    }
    if (refused < asked * AdaptiveConcurrencyLimit.MOST
        || (few && backoff.retries() < QUICK_RETRIES)) {
      backoff.retriedAtOnce();
      retryLog.atOnce(refused, reason(outcome));
      return true;
    }
    long waitMillis = backoff.nextWaitMillis();
    retryLog.later(sent.size(), waitMillis, reason(outcome));
    return pause(waitMillis);
  }

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

  /** Returns whether to retry; not after an interrupt, as remaining events are handed back. */
  private boolean pause(long waitMillis) {
    try {
      return !deadline.passed() && deadline.pause(waitMillis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Halves a permanently rejected request until the event at fault is isolated.
   *
   * @param rest unsent parts of the request, the next one last
   */
  private boolean isolate(RecordBatch refused, String reason, List<RecordBatch> rest) {
    if (refused.events() == 1) {
      return settleAlone(refused, reason, rest);
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
   * A permanently rejected event is at fault if the stream accepts another one. Otherwise the
   * stream is at fault (Kinesis source, disabled key) and the event waits.
   */
  private boolean settleAlone(RecordBatch single, String reason, List<RecordBatch> rest) {
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
                "[{}] the stream rejects different events with one error; keeping them until it is"
                    + " fixed: {}",
                terms.outputId(),
                reason));
    if (backoff.isExhausted()) {
      giveUp(single, reason);
      return true;
    }
    return pause(backoff.nextWaitMillis());
  }

  /** Sends one other record, a different one each time. */
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
    outcomes.deadLetters().keep(reason, ByteBuffer.wrap(single.copyData().get(0)));
    single.clear();
    ledger.heldRejected(terms.service().refusal(), 1);
    LOG.error(
        "[{}] {} rejects a record permanently: {}",
        terms.outputId(),
        terms.service().title(),
        reason);
  }

  private boolean putAll(RecordBatch part, List<RecordBatch> rest) {
    boolean going = true;
    while (going && !part.isEmpty()) {
      going = put(part, rest);
    }
    return going;
  }

  private void giveUp(RecordBatch refused, String reason) {
    List<byte[]> events = refused.copyData();
    refused.clear();
    startRetriesOver();
    outcomes.giveUp(events, terms.outputId(), reason);
  }

  private static String reason(PutOutcome outcome) {
    return outcome instanceof Answered answered
        ? answered.reason()
        : ((Unanswered) outcome).reason();
  }
}
