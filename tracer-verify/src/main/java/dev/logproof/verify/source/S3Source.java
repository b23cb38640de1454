package dev.logproof.verify.source;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Objects below a prefix of an S3 bucket. Endpoint, region and credentials come from the SDK's
 * standard chain. Thread-safe.
 */
public final class S3Source implements ObjectSource {
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);

  private final S3Client client;
  private final Location location;

  /** Reads below {@code location}. */
  public S3Source(Location location, int maxConnections) {
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(
                Apache5HttpClient.builder()
                    .socketTimeout(SOCKET_TIMEOUT)
                    .maxConnections(maxConnections));
    boolean ownEndpoint =
        System.getenv("AWS_ENDPOINT_URL_S3") != null || System.getenv("AWS_ENDPOINT_URL") != null;
    this.client = builder.forcePathStyle(ownEndpoint).build();
    this.location = location;
  }

  /** A bucket and a prefix in it. */
  public record Location(String bucket, String prefix) {
    /**
     * Reads {@code s3://bucket/prefix}.
     *
     * @throws IllegalArgumentException when the text has another form
     */
    public static Location parse(String text) {
      try {
        URI uri = new URI(text);
        if ("s3".equals(uri.getScheme()) && uri.getAuthority() != null) {
          String path = Optional.ofNullable(uri.getPath()).orElse("");
          return new Location(uri.getAuthority(), path.replaceFirst("^/", ""));
        }
      } catch (java.net.URISyntaxException e) {
        throw new IllegalArgumentException(expected(text), e);
      }
      throw new IllegalArgumentException(expected(text));
    }

    private static String expected(String text) {
      return "'" + text + "' is not a place in S3: expected s3://bucket/prefix";
    }

    @Override
    public String toString() {
      return "s3://" + bucket + "/" + prefix;
    }
  }

  /** The bucket does not exist. */
  public static final class NoBucketException extends IOException {
    private static final long serialVersionUID = 1L;

    NoBucketException(String bucket, Throwable cause) {
      super("bucket '" + bucket + "' does not exist", cause);
    }
  }

  @Override
  public List<StoredObject> list(Instant since) throws IOException {
    try {
      return client
          .listObjectsV2Paginator(list -> list.bucket(location.bucket()).prefix(location.prefix()))
          .contents()
          .stream()
          .filter(object -> !object.lastModified().isBefore(since))
          .map(
              object ->
                  new StoredObject(
                      object.key(), object.eTag(), object.size(), object.lastModified()))
          .toList();
    } catch (NoSuchBucketException e) {
      throw new NoBucketException(location.bucket(), e);
    } catch (SdkException e) {
      throw new IOException("cannot list " + location + ": " + e.getMessage(), e);
    }
  }

  @Override
  public InputStream open(StoredObject object) throws IOException {
    try {
      return client.getObject(get -> get.bucket(location.bucket()).key(object.key()));
    } catch (NoSuchKeyException e) {
      throw new GoneException(object.key(), e);
    } catch (SdkException e) {
      throw new IOException("cannot read " + object.key() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
