package dev.logproof.aggregator.output;

import dev.logproof.aggregator.buffer.EventOutcomes;
import dev.logproof.aggregator.buffer.RecordForm;
import dev.logproof.aggregator.config.BufferConfig;
import dev.logproof.aggregator.delivery.Backoff;
import dev.logproof.aggregator.delivery.Delivery;
import dev.logproof.aggregator.naming.NameTemplate;
import dev.logproof.aggregator.stop.StopDeadline;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The differences between buffered outputs: the bytes of a record, and how chunks are delivered.
 */
public record SinkKind(String id, BufferConfig buffer, Format format, Deliveries deliveries) {
  /**
   * The records of an output.
   *
   * @param form creates the form of one event loop
   * @param requestRecords records per request, at which chunks are sealed
   * @param name name of the destination, with its placeholders
   * @param isName accepts the names of destinations
   * @param acksWhenBuffered whether events are acknowledged when they are in an open chunk, as in
   *     Fluentd, because a chunk is an object that takes long to fill
   */
  public record Format(
      Supplier<RecordForm> form,
      int maxRecordBytes,
      int requestRecords,
      NameTemplate name,
      Predicate<String> isName,
      boolean acksWhenBuffered) {}

  /** Dependencies that all delivery threads of one output use. */
  public record Shared(StopDeadline deadline, EventOutcomes outcomes, LongAdder retries) {}

  /** Creates the deliveries of an output. */
  public interface Deliveries extends AutoCloseable {
    /** Returns what creates the delivery of each thread from its random numbers. */
    ForThread share(Shared shared);

    @Override
    void close();
  }

  /** Creates the delivery of one thread. */
  public interface ForThread {
    /** Varies waits by {@code random}. */
    Delivery create(RandomGenerator random);
  }

  /** Returns the retries of {@code buffer}. */
  public static Backoff.RetryPolicy retryPolicy(BufferConfig buffer) {
    return new Backoff.RetryPolicy(
        buffer.retryWaitMillis(),
        buffer.retryExponentialBackoffBase(),
        buffer.retryMaxIntervalMillis(),
        buffer.retryRandomize(),
        buffer.retryLimit());
  }
}
