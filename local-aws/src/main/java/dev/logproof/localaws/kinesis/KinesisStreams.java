package dev.logproof.localaws.kinesis;

import dev.logproof.localaws.limits.Admission;
import dev.logproof.localaws.stream.DeliveryStream;
import dev.logproof.localaws.stream.StreamClock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** All streams of Kinesis, in memory. Thread-safe. */
public final class KinesisStreams {
  private static final int MAX_STREAMS = 50;

  private final ConcurrentSkipListMap<String, KinesisStream> streams =
      new ConcurrentSkipListMap<>();
  private final Settings settings;

  /**
   * Settings of every stream.
   *
   * @param maxShardBytes data that a shard keeps to be read
   * @param shardQuota whether shards refuse what exceeds AWS's quota
   */
  public record Settings(
      String region, StreamClock clock, long maxShardBytes, boolean shardQuota) {}

  /** Creates an empty set. */
  public KinesisStreams(Settings settings) {
    this.settings = settings;
  }

  /** Result of {@link #create}. */
  enum Creation {
    CREATED,
    EXISTS,
    LIMIT
  }

  /** Creates a stream whose records {@code delivery} also gets. */
  public void create(String name, int shards, DeliveryStream delivery) {
    streams.put(name, stream(name, shards, delivery::put));
  }

  synchronized Creation create(String name, int shards) {
    if (streams.containsKey(name)) {
      return Creation.EXISTS;
    }
    if (streams.size() >= MAX_STREAMS) {
      return Creation.LIMIT;
    }
    streams.put(name, stream(name, shards, KinesisStream.Consumer.NONE));
    return Creation.CREATED;
  }

  private KinesisStream stream(String name, int shards, KinesisStream.Consumer consumer) {
    return new KinesisStream(
        name,
        settings.clock().instant(),
        shards,
        () ->
            new Shard(
                settings.shardQuota()
                    ? KinesisLimits.SHARD.enforce(settings.clock()::nanoTime)
                    : Admission.ALL,
                settings.maxShardBytes()),
        consumer);
  }

  Optional<KinesisStream> find(String name) {
    return Optional.ofNullable(streams.get(name));
  }

  boolean delete(String name) {
    return streams.remove(name) != null;
  }

  List<String> names() {
    return List.copyOf(streams.keySet());
  }

  Settings settings() {
    return settings;
  }
}
