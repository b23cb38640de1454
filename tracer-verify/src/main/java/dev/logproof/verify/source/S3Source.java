package dev.logproof.verify.source;

import dev.logproof.objects.S3Failure;
import dev.logproof.objects.S3Location;
import dev.logproof.objects.StandardS3;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Objects below a prefix of an S3 bucket. Endpoint, region and credentials come from the SDK's
 * standard chain. Thread-safe.
 */
public final class S3Source implements ObjectSource {
  private static final int NOT_FOUND = 404;
  private static final int PRECONDITION_FAILED = 412;

  private final S3Client client;
  private final S3Location location;

  private S3Source(S3Client client, S3Location location) {
    this.client = client;
    this.location = location;
  }

  /**
   * Creates a source for the objects below {@code location}.
   *
   * @throws IOException if the environment lacks a required setting
   * @throws IllegalArgumentException if a configured endpoint is not a URL
   */
  public static S3Source at(S3Location location, int maxConnections) throws IOException {
    return new S3Source(StandardS3.client(maxConnections), location);
  }

  /** The bucket does not exist. */
  public static final class NoBucketException extends IOException {
    private static final long serialVersionUID = 1L;

    NoBucketException(String bucket, Throwable cause) {
      super("bucket '" + bucket + "' does not exist", cause);
    }
  }

  @Override
  public List<StoredObject> list(Instant since, Listing listing) throws IOException {
    S3Listing objects = new S3Listing(client, location.bucket());
    try {
      List<S3Object> listed =
          listing == Listing.RECENT_FOLDERS
              ? objects.recent(location.prefix(), since)
              : objects.everything(location.prefix());
      return listed.stream()
          .filter(object -> !wholeSeconds(object).isBefore(since.truncatedTo(ChronoUnit.SECONDS)))
          .map(
              object ->
                  new StoredObject(
                      object.key(), object.eTag(), object.size(), wholeSeconds(object)))
          .toList();
    } catch (NoSuchBucketException e) {
      throw new NoBucketException(location.bucket(), e);
    } catch (SdkException e) {
      throw new IOException("cannot list it: " + S3Failure.explain(e), e);
    }
  }

  /** S3's resolution; engines would otherwise see different times for an object. */
  private static Instant wholeSeconds(S3Object object) {
    return object.lastModified().truncatedTo(ChronoUnit.SECONDS);
  }

  @Override
  public InputStream open(StoredObject object) throws IOException {
    try {
      return client.getObject(
          get -> get.bucket(location.bucket()).key(object.key()).ifMatch(object.version()));
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND || e.statusCode() == PRECONDITION_FAILED) {
        throw new GoneException(object.key(), e);
      }
      throw new IOException(S3Failure.explain(e), e);
    } catch (SdkException e) {
      throw new IOException(S3Failure.explain(e), e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
