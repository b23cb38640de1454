package dev.logproof.aggregator.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.buffer.EventOutcomes;
import dev.logproof.aggregator.config.RetryLimit;
import dev.logproof.aggregator.firehose.BatchService;
import dev.logproof.aggregator.firehose.Batches;
import dev.logproof.aggregator.firehose.KeyedEvent;
import dev.logproof.aggregator.firehose.PutOutcome;
import dev.logproof.aggregator.firehose.RecordPacking;
import dev.logproof.aggregator.firehose.Records;
import dev.logproof.aggregator.firehose.TestStream;
import dev.logproof.aggregator.metrics.Ledger;
import dev.logproof.aggregator.stop.StopDeadline;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;

/** Delivers chunks on the test's thread to a scripted stream and remembers what became of them. */
final class DeliveryRun {
  final Ledger ledger = new Ledger();
  final StopDeadline deadline = new StopDeadline(System::nanoTime);
  final List<String> accepted = new ArrayList<>();
  final List<Integer> requestSizes = new ArrayList<>();
  final List<String> deadLetters = new ArrayList<>();
  List<String> left = List.of();
  RetryLimit retryLimit = RetryLimit.NONE;
  private final Supplier<Records> records;

  private final BatchService service;

  DeliveryRun(RecordPacking packing) {
    this(
        () -> new Records(packing),
        packing instanceof KeyedEvent ? BatchService.KINESIS : BatchService.FIREHOSE);
  }

  DeliveryRun(Supplier<Records> records, BatchService service) {
    this.records = records;
    this.service = service;
  }

  /** A response that accepts every record. */
  static PutOutcome accepted() {
    return new PutOutcome.Answered(List.of(), "");
  }

  /** Delivers and releases {@code chunk}; returns true if nothing is left. */
  boolean deliver(Chunk chunk, Function<List<String>, PutOutcome> script) {
    ledger.received(chunk.records(), 0);
    ledger.held(chunk.records());
    TestStream stream =
        batch -> {
          List<String> texts = Batches.texts(batch);
          requestSizes.add(texts.size());
          PutOutcome outcome = script.apply(texts);
          accepted.addAll(Batches.accepted(texts, outcome));
          return outcome;
        };
    ChunkDelivery delivery =
        new ChunkDelivery(
            new ChunkDelivery.Terms(
                "out", new Backoff.RetryPolicy(1, 1, 1, false, retryLimit), records, service),
            new ChunkDelivery.Shared(
                stream,
                deadline,
                new AdaptiveConcurrencyLimit(1),
                new EventOutcomes(
                    ledger,
                    (reason, event) -> deadLetters.add(UTF_8.decode(event.duplicate()).toString())),
                new LongAdder()),
            new SplittableRandom(1));
    left =
        delivery.deliver(List.of(chunk)).stream().map(bytes -> new String(bytes, UTF_8)).toList();
    chunk.release();
    return left.isEmpty();
  }
}
