package dev.logproof.aggregator.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Writes one object: by one request if it fits into a part, otherwise part by part. Memory is
 * bounded by a part, whatever the size of the object. Confined to one thread.
 */
final class ObjectUpload extends OutputStream {
  private static final Logger LOG = LoggerFactory.getLogger(ObjectUpload.class);
  private static final int FIRST_BYTES = 64 * 1024;
  private static final int PRECONDITION_FAILED = 412;
  private static final int CONFLICT = 409;
  private static final Duration ABORT_LIMIT = Duration.ofSeconds(10);

  /** An interrupted thread is about to be given up. */
  private static final Duration INTERRUPTED_ABORT_LIMIT = Duration.ofMillis(300);

  private final S3Client client;
  private final Place place;
  private final int partBytes;
  private final List<CompletedPart> parts = new ArrayList<>();
  private byte[] part;
  private int filled;
  private String uploadId = "";
  private boolean failed;

  /**
   * Bucket, key and type of an object.
   *
   * @param headers of the request that creates it
   * @param partHeaders of the requests that send its parts
   */
  record Place(
      String bucket,
      String key,
      String contentType,
      Map<String, String> headers,
      Map<String, String> partHeaders) {
    private void set(AwsRequestOverrideConfiguration.Builder config) {
      headers.forEach(config::putHeader);
    }
  }

  ObjectUpload(S3Client client, Place place, int partBytes) {
    this.client = client;
    this.place = place;
    this.partBytes = partBytes;
    this.part = new byte[Math.min(FIRST_BYTES, partBytes)];
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  /** Ignores bytes after a failure, which a compressor writes when it is closed. */
  @Override
  public void write(byte[] bytes, int offset, int length) {
    int done = 0;
    while (done < length && !failed) {
      if (filled == partBytes) {
        failed = true;
        sendPart();
        failed = false;
      }
      int room = Math.min(length - done, partBytes - filled);
      if (part.length < filled + room) {
        part = Arrays.copyOf(part, Math.min(partBytes, Math.max(2 * part.length, filled + room)));
      }
      System.arraycopy(bytes, offset + done, part, filled, room);
      filled += room;
      done += room;
    }
  }

  private void sendPart() {
    if (uploadId.isEmpty()) {
      uploadId =
          client
              .createMultipartUpload(
                  create ->
                      create
                          .bucket(place.bucket())
                          .key(place.key())
                          .contentType(place.contentType())
                          .overrideConfiguration(place::set))
              .uploadId();
    }
    int number = parts.size() + 1;
    String tag =
        client
            .uploadPart(
                upload ->
                    upload
                        .bucket(place.bucket())
                        .key(place.key())
                        .uploadId(uploadId)
                        .partNumber(number)
                        .overrideConfiguration(
                            config -> place.partHeaders().forEach(config::putHeader)),
                body())
            .eTag();
    parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
    filled = 0;
  }

  /** A part is not copied; the SDK reads it again for a signature or a retry. */
  private RequestBody body() {
    int length = filled;
    byte[] bytes = part;
    return RequestBody.fromContentProvider(
        () -> new ByteArrayInputStream(bytes, 0, length), length, place.contentType());
  }

  /**
   * Completes the object.
   *
   * @return false if {@code onlyNew} and another object has the key
   */
  boolean finish(boolean onlyNew) {
    try {
      if (uploadId.isEmpty()) {
        put(onlyNew);
      } else {
        sendPart();
        complete(onlyNew);
      }
      uploadId = "";
      return true;
    } catch (S3Exception e) {
      if (onlyNew && (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == CONFLICT)) {
        return false;
      }
      throw e;
    }
  }

  private void put(boolean onlyNew) {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .bucket(place.bucket())
            .key(place.key())
            .contentType(place.contentType())
            .overrideConfiguration(place::set);
    if (onlyNew) {
      request.ifNoneMatch("*");
    }
    client.putObject(request.build(), body());
  }

  private void complete(boolean onlyNew) {
    CompleteMultipartUploadRequest.Builder request =
        CompleteMultipartUploadRequest.builder()
            .bucket(place.bucket())
            .key(place.key())
            .uploadId(uploadId)
            .multipartUpload(all -> all.parts(parts));
    if (onlyNew) {
      request.ifNoneMatch("*");
    }
    client.completeMultipartUpload(request.build());
  }

  /** Removes the parts of an object that is not complete. */
  void abort() {
    if (uploadId.isEmpty()) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    Duration limit = interrupted ? INTERRUPTED_ABORT_LIMIT : ABORT_LIMIT;
    try {
      client.abortMultipartUpload(
          abort ->
              abort
                  .bucket(place.bucket())
                  .key(place.key())
                  .uploadId(uploadId)
                  .overrideConfiguration(config -> config.apiCallTimeout(limit)));
    } catch (SdkException e) {
      LOG.warn(
          "the parts of {} remain in {} until a lifecycle rule of the bucket removes them: {}",
          place.key(),
          place.bucket(),
          e.getMessage());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
