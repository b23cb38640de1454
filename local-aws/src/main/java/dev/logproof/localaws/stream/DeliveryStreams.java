package dev.logproof.localaws.stream;

import dev.logproof.localaws.limits.FirehoseLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;

/**
 * The delivery streams there are. Any thread; looking one up takes no lock. Deleted streams are
 * kept until their last object is delivered.
 */
public final class DeliveryStreams implements AutoCloseable {
  /** The account that every ARN names. */
  public static final String ACCOUNT = "000000000000";

  private final StreamResources resources;
  private final ConcurrentSkipListMap<String, DeliveryStream> streams =
      new ConcurrentSkipListMap<>();
  private final List<DeliveryStream> deleted = new ArrayList<>();
  private Accounting past = Accounting.NONE;
  private boolean stopped;

  /** No streams. */
  public DeliveryStreams(StreamResources resources) {
    this.resources = resources;
  }

  /** What came of {@link #create}. */
  public enum Creation {
    /** The stream exists now. */
    CREATED,
    /** One of that name existed before. */
    EXISTS,
    /** There are as many as there may be. */
    LIMIT,
  }

  /** Creates a stream. */
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

  /** Adds up the deleted streams whose last object is in S3. */
  private void forgetDelivered() {
    for (DeliveryStream stream : List.copyOf(deleted)) {
      Accounting accounting = stream.accounting();
      if (accounting.pendingRecords() == 0) {
        past = past.plus(accounting);
        deleted.remove(stream);
      }
    }
  }

  /** The stream of that name. */
  public Optional<DeliveryStream> find(String name) {
    return Optional.ofNullable(streams.get(name));
  }

  /** The names after {@code after}, in order. */
  public List<String> namesAfter(String after) {
    return List.copyOf(streams.tailMap(after, false).keySet());
  }

  /** Deletes a stream; what it holds is still delivered. False when there is none. */
  public synchronized boolean delete(String name) {
    Optional<DeliveryStream> found = Optional.ofNullable(streams.remove(name));
    found.ifPresent(
        stream -> {
          stream.end();
          deleted.add(stream);
        });
    return found.isPresent();
  }

  /** Closes the objects that are due; to be called a few times a second. */
  public void sealDue() {
    streams.values().forEach(DeliveryStream::sealIfDue);
  }

  /** What became of all records so far. */
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

  /** Delivers what every stream holds, for at most {@code limit}, and takes nothing more. */
  public Accounting stop(Duration limit) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + limit.toNanos();
    for (DeliveryStream stream : endAll()) {
      long leftNanos = deadlineNanos - System.nanoTime();
      stream.awaitEnd(TimeUnit.NANOSECONDS.toMillis(leftNanos));
    }
    return accounting();
  }

  /** Ends every stream now; after {@link #stop}, nothing is left to be given up. */
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
