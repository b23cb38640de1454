package dev.logproof.localaws.stream;

import dev.logproof.localaws.limits.FirehoseLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;

/**
 * All streams, with lock-free lookups. A deleted stream is kept until its last record is delivered.
 * Thread-safe.
 */
public final class DeliveryStreams implements AutoCloseable {
  /** Account id in ARNs. */
  public static final String ACCOUNT = "000000000000";

  private final StreamResources resources;
  private final ConcurrentSkipListMap<String, DeliveryStream> streams =
      new ConcurrentSkipListMap<>();
  private final List<DeliveryStream> deleted = new ArrayList<>();
  private Accounting past = Accounting.NONE;
  private boolean stopped;

  /** Creates an empty set. */
  public DeliveryStreams(StreamResources resources) {
    this.resources = resources;
  }

  /** Result of {@link #create}. */
  public enum Creation {
    CREATED,
    EXISTS,
    LIMIT,
  }

  /** Creates a stream unless its name is taken or the limit is reached. */
  public synchronized Creation create(StreamSettings settings) {
    forgetDelivered();
    if (streams.containsKey(settings.name())) {
      return Creation.EXISTS;
    }
    if (stopped || streams.size() + deleted.size() >= FirehoseLimits.MAX_STREAMS) {
      return Creation.LIMIT;
    }
    streams.put(settings.name(), new DeliveryStream(settings, resources));
    return Creation.CREATED;
  }

  /** Keeps the counters. */
  private void forgetDelivered() {
    for (DeliveryStream stream : List.copyOf(deleted)) {
      Accounting accounting = stream.accounting();
      if (accounting.pendingRecords() == 0) {
        past = past.plus(accounting);
        deleted.remove(stream);
      }
    }
  }

  /** Finds a stream by name. */
  public Optional<DeliveryStream> find(String name) {
    return Optional.ofNullable(streams.get(name));
  }

  /** Returns the names after {@code after}, sorted. */
  public List<String> namesAfter(String after) {
    return List.copyOf(streams.tailMap(after, false).keySet());
  }

  /** Deletes a stream but delivers its buffered records; returns false if absent. */
  public synchronized boolean delete(String name) {
    Optional<DeliveryStream> found = Optional.ofNullable(streams.remove(name));
    found.ifPresent(
        stream -> {
          stream.end();
          deleted.add(stream);
        });
    return found.isPresent();
  }

  /** Seals due buffers; call a few times per second. */
  public void sealDue() {
    streams.values().forEach(DeliveryStream::sealIfDue);
  }

  /** Returns the counters of all records. */
  public synchronized Accounting accounting() {
    Accounting sum = past;
    for (DeliveryStream stream : deleted) {
      sum = sum.plus(stream.accounting());
    }
    for (DeliveryStream stream : streams.values()) {
      sum = sum.plus(stream.accounting());
    }
    return sum;
  }

  /** Stops accepting records and delivers for at most {@code limit}. */
  public Accounting stop(Duration limit) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + limit.toNanos();
    for (DeliveryStream stream : endAll()) {
      long leftNanos = deadlineNanos - System.nanoTime();
      stream.awaitEnd(TimeUnit.NANOSECONDS.toMillis(leftNanos));
    }
    return accounting();
  }

  @Override
  public void close() {
    endAll().forEach(DeliveryStream::giveUp);
  }

  private synchronized List<DeliveryStream> endAll() {
    stopped = true;
    streams.values().forEach(DeliveryStream::end);
    List<DeliveryStream> all = new ArrayList<>(streams.values());
    all.addAll(deleted);
    return all;
  }
}
