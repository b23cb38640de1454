package dev.logproof.localaws.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.localaws.stream.PutResult;
import dev.logproof.localaws.stream.RecordBatch;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A stream of shards that split the hashes of partition keys evenly. Thread-safe. */
final class KinesisStream {
  private static final int HASH_BITS = 128;

  private final String name;
  private final Instant created;
  private final List<Shard> shards = new ArrayList<>();
  private final Consumer consumer;

  /** Takes the accepted records before they are readable. */
  interface Consumer {
    /** A stream that nothing else reads. */
    Consumer NONE = batch -> PutResult.TAKEN;

    /** Takes the records of {@code batch} that are not rejected, all or none. */
    PutResult put(RecordBatch batch);
  }

  /** Where a record was put. */
  record Position(int shard, long number) {
    static final Position NONE = new Position(-1, -1);
  }

  KinesisStream(
      String name, Instant created, int shardCount, Supplier<Shard> newShard, Consumer consumer) {
    this.name = name;
    this.created = created;
    this.consumer = consumer;
    for (int shard = 0; shard < shardCount; shard++) {
      shards.add(newShard.get());
    }
  }

  String name() {
    return name;
  }

  Instant created() {
    return created;
  }

  int shardCount() {
    return shards.size();
  }

  /**
   * Accepts the records that are not rejected; rejects those beyond a shard's quota.
   *
   * @return a position for each accepted record; empty if none can be taken
   */
  synchronized List<Position> put(KeyedBatch batch, Instant now) {
    RecordBatch records = batch.records();
    int[] shardOf = new int[batch.size()];
    for (int record = 0; record < shardOf.length; record++) {
      shardOf[record] = shardOf(batch.key(record));
      int bytes = records.bytesOf(record) + batch.key(record).getBytes(UTF_8).length;
      if (!records.isRejected(record) && !shards.get(shardOf[record]).admits(bytes)) {
        records.reject(record);
      }
    }
    if (consumer.put(records) != PutResult.TAKEN) {
      return List.of();
    }
    List<Position> positions = new ArrayList<>();
    for (int record = 0; record < shardOf.length; record++) {
      positions.add(
          records.isRejected(record)
              ? Position.NONE
              : append(shardOf[record], batch.key(record), records.copyOf(record), now));
    }
    return positions;
  }

  private Position append(int shard, String key, byte[] data, Instant now) {
    return new Position(shard, shards.get(shard).append(key, data, now));
  }

  /** The hash of a key is its MD5. */
  int shardOf(String key) {
    try {
      byte[] hash = MessageDigest.getInstance("MD5").digest(key.getBytes(UTF_8));
      BigInteger scaled = new BigInteger(1, hash).multiply(BigInteger.valueOf(shards.size()));
      return scaled.shiftRight(HASH_BITS).intValueExact();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  /** Returns the first hash of a shard. */
  BigInteger firstHash(int shard) {
    BigInteger whole = BigInteger.ONE.shiftLeft(HASH_BITS).multiply(BigInteger.valueOf(shard));
    BigInteger[] parts = whole.divideAndRemainder(BigInteger.valueOf(shards.size()));
    return parts[1].signum() == 0 ? parts[0] : parts[0].add(BigInteger.ONE);
  }

  synchronized long firstNumber(int shard) {
    return shards.get(shard).first();
  }

  synchronized long nextNumber(int shard) {
    return shards.get(shard).next();
  }

  synchronized List<Shard.StoredRecord> read(int shard, long number, int limit) {
    return shards.get(shard).read(number, limit);
  }
}
