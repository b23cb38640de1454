package dev.logproof.aggregator.output;

import dev.logproof.aggregator.buffer.Addressed;
import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.config.S3Output;
import dev.logproof.aggregator.config.S3Output.Mark;
import dev.logproof.aggregator.delivery.ChunkId;
import dev.logproof.aggregator.delivery.ChunkTarget;
import dev.logproof.aggregator.firehose.PutOutcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Writes each chunk as one object. The chunk's id in the object's metadata tells an object of an
 * earlier attempt, whose response was lost, from that of another chunk. A conditional request keeps
 * tasks from replacing each other's objects. Thread-safe.
 */
record S3Target(S3Output config, S3Client client) implements ChunkTarget {
  private static final String CHUNK = "logproof-chunk";
  private static final int MAX_INDEX = 1_000_000;
  private static final int PRECONDITION_FAILED = 412;
  private static final int CONFLICT = 409;
  private static final int NOT_FOUND = 404;

  @Override
  public PutOutcome put(Chunk chunk, ChunkId id, int attempt) {
    try {
      byte[] body = body(chunk);
      String template = Addressed.name(chunk);
      for (int index = 0; index < MAX_INDEX; index++) {
        String key = key(template, id, index);
        if (config.storage().overwrite()) {
          write(key, id, body, false);
          return PutOutcome.ALL_ACCEPTED;
        }
        Optional<String> owner = owner(key);
        if (owner.filter(id.toString()::equals).isPresent()) {
          return PutOutcome.ALL_ACCEPTED;
        }
        if (owner.isEmpty() && write(key, id, body, true)) {
          return PutOutcome.ALL_ACCEPTED;
        }
      }
      return new PutOutcome.Unanswered("every index is used for " + template);
    } catch (IOException | SdkException e) {
      return new PutOutcome.Unanswered(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  /** Returns the chunk in an object, "" if it is not known; empty if there is no object. */
  private Optional<String> owner(String key) {
    try {
      HeadObjectResponse head = client.headObject(get -> get.bucket(config.bucket()).key(key));
      return Optional.of(head.metadata().getOrDefault(CHUNK, ""));
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Returns false if another object has the key in the meantime. */
  private boolean write(String key, ChunkId id, byte[] body, boolean onlyNew) {
    S3Output.Storage storage = config.storage();
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .bucket(config.bucket())
            .key(key)
            .contentType(storage.contentType())
            .metadata(Map.of(CHUNK, id.toString()));
    if (onlyNew) {
      request.ifNoneMatch("*");
    }
    if (!storage.storageClass().equals("STANDARD")) {
      request.storageClass(storage.storageClass());
    }
    if (!storage.acl().isEmpty()) {
      request.acl(storage.acl());
    }
    if (!storage.encryption().isEmpty()) {
      request.serverSideEncryption(storage.encryption());
    }
    if (!storage.kmsKeyId().isEmpty()) {
      request.ssekmsKeyId(storage.kmsKeyId());
    }
    try {
      client.putObject(request.build(), RequestBody.fromBytes(body));
      return true;
    } catch (S3Exception e) {
      if (onlyNew && (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == CONFLICT)) {
        return false;
      }
      throw e;
    }
  }

  private String key(String template, ChunkId id, int index) {
    String number =
        config.indexDigits() == 0
            ? Integer.toString(index)
            : ("%0" + config.indexDigits() + "d").formatted(index);
    return template
        .replace(String.valueOf(Mark.INDEX), number)
        .replace(String.valueOf(Mark.HEX_RANDOM), id.toString().substring(0, config.hexDigits()))
        .replace(String.valueOf(Mark.UUID), new UUID(id.high(), id.low()).toString())
        .replace(String.valueOf(Mark.CHUNK_ID), id.toString());
  }

  private byte[] body(Chunk chunk) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(chunk.sizeBytes());
    try (OutputStream out = config.storage().gzip() ? new GZIPOutputStream(bytes) : bytes) {
      ByteBuffer content = chunk.content();
      for (int record = 0; record < chunk.records(); record++) {
        ByteBuffer line = Addressed.payload(chunk, content, record);
        byte[] copy = new byte[line.remaining()];
        line.get(copy);
        out.write(copy);
      }
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    client.close();
  }
}
