package dev.logproof.aggregator.s3;

import dev.logproof.aggregator.buffer.Addressed;
import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.config.S3Output;
import dev.logproof.aggregator.config.S3Output.KeyConflict;
import dev.logproof.aggregator.config.S3Output.Storage;
import dev.logproof.aggregator.delivery.ChunkId;
import dev.logproof.aggregator.delivery.ChunkTarget;
import dev.logproof.aggregator.firehose.PutOutcome;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Writes each chunk as one object. The chunk's id in the object's metadata tells an object of an
 * earlier attempt, whose response was lost, from that of another chunk. Conditional requests keep
 * tasks from replacing each other's objects. Thread-safe.
 */
public final class S3Target implements ChunkTarget {
  /** Parts of large objects; S3 takes up to 10,000 of at least 5 MiB. */
  public static final int PART_BYTES = 8 << 20;

  private static final String CHUNK = "logproof-chunk";
  private static final DateTimeFormatter TIME_OF_DAY =
      DateTimeFormatter.ofPattern("HHmmss").withZone(ZoneOffset.UTC);

  private static final int MAX_INDEX = 1_000_000;
  private static final int NOT_FOUND = 404;

  private final S3Output config;
  private final S3Client client;
  private final int partBytes;
  private final InstantSource clock;

  /** The keys of the chunk that a thread delivers, until it is delivered. */
  private final ThreadLocal<Optional<ObjectKeys>> current =
      ThreadLocal.withInitial(Optional::empty);

  /** Writes objects of more than {@code partBytes} part by part; closes {@code client}. */
  public S3Target(S3Output config, S3Client client, int partBytes, InstantSource clock) {
    this.config = config;
    this.client = client;
    this.partBytes = partBytes;
    this.clock = clock;
  }

  @Override
  public PutOutcome put(Chunk chunk, ChunkId id, int attempt) {
    KeyConflict conflict = config.naming().conflict();
    ObjectKeys keys = keys(chunk, id);
    try {
      for (int index = 0; index < MAX_INDEX; index++) {
        String key = keys.key(index);
        if (conflict == KeyConflict.OVERWRITE) {
          write(key, chunk, id, false);
          return PutOutcome.ALL_ACCEPTED;
        }
        boolean lookUp = conflict == KeyConflict.NEXT_INDEX || attempt > 0;
        Optional<String> owner = lookUp ? owner(key) : Optional.empty();
        if (owner.isEmpty()) {
          if (write(key, chunk, id, true)) {
            return PutOutcome.ALL_ACCEPTED;
          }
          owner = owner(key);
        }
        if (owner.filter(id.toString()::equals).isPresent()) {
          return PutOutcome.ALL_ACCEPTED;
        }
      }
      return new PutOutcome.Unanswered("every index is used for " + keys.template());
    } catch (IOException | SdkException e) {
      return new PutOutcome.Unanswered(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  private ObjectKeys keys(Chunk chunk, ChunkId id) {
    Optional<ObjectKeys> last = current.get();
    if (last.isPresent() && last.get().id().equals(id)) {
      return last.get();
    }
    ObjectKeys keys =
        new ObjectKeys(
            config.naming(), Addressed.name(chunk), id, TIME_OF_DAY.format(clock.instant()));
    current.set(Optional.of(keys));
    return keys;
  }

  /** Returns the chunk in an object, "" if it is not known; empty if there is no object. */
  private Optional<String> owner(String key) {
    try {
      HeadObjectResponse head =
          client.headObject(
              get ->
                  get.bucket(config.bucket())
                      .key(key)
                      .overrideConfiguration(
                          request -> config.storage().ownKey().forEach(request::putHeader)));
      return Optional.of(head.metadata().getOrDefault(CHUNK, ""));
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Returns false if another object has the key in the meantime. */
  private boolean write(String key, Chunk chunk, ChunkId id, boolean onlyNew) throws IOException {
    Storage storage = config.storage();
    Map<String, String> headers = new HashMap<>(storage.headers());
    headers.put("x-amz-meta-" + CHUNK, id.toString());
    ObjectUpload upload =
        new ObjectUpload(
            client,
            new ObjectUpload.Place(
                config.bucket(), key, storage.contentType(), headers, storage.ownKey()),
            partBytes);
    boolean written = false;
    try {
      try (OutputStream out = storage.compression().over(upload, storage.zstdLevel())) {
        Addressed.writePayloads(chunk, out);
      }
      written = upload.finish(onlyNew);
      return written;
    } finally {
      if (!written) {
        upload.abort();
      }
    }
  }

  @Override
  public void leave() {
    current.remove();
  }

  @Override
  public void close() {
    client.close();
  }
}
