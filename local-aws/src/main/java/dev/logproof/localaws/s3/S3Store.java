package dev.logproof.localaws.s3;

import dev.logproof.localaws.auth.Credentials;
import dev.logproof.localaws.delivery.ObjectStore;
import dev.logproof.localaws.delivery.SealedObject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Stores objects with the AWS SDK, loaded at the first delivery because loading is slow.
 * Thread-safe.
 */
public final class S3Store implements ObjectStore, AutoCloseable {
  private static final String CONTENT_TYPE = "application/octet-stream";
  private static final int MAX_CONNECTIONS = 64;
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);

  private final URI endpoint;
  private final String region;
  private final Credentials credentials;
  private Supplier<S3Client> client = this::connect;
  private Runnable closing = () -> {};

  /** Uses {@code endpoint}. */
  public S3Store(URI endpoint, String region, Credentials credentials) {
    this.endpoint = endpoint;
    this.region = region;
    this.credentials = credentials;
  }

  @Override
  public void put(SealedObject object) {
    client()
        .putObject(
            request -> request.bucket(object.bucket()).key(object.key()),
            RequestBody.fromContentProvider(
                object::newInputStream, object.contentBytes(), CONTENT_TYPE));
  }

  /**
   * Stores a small object outside delivery.
   *
   * @throws IOException when S3 rejects it
   */
  public void put(String bucket, String key, byte[] bytes) throws IOException {
    try {
      client().putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
    } catch (SdkException e) {
      throw new IOException("s3://" + bucket + "/" + key + ": " + e.getMessage(), e);
    }
  }

  private synchronized S3Client client() {
    return client.get();
  }

  private S3Client connect() {
    S3Client connected = newClient();
    client = () -> connected;
    closing = connected::close;
    return connected;
  }

  private S3Client newClient() {
    return S3Client.builder()
        .endpointOverride(endpoint)
        .forcePathStyle(true)
        .region(Region.of(region))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    credentials.accessKeyId(), credentials.secretAccessKey())))
        .httpClientBuilder(
            Apache5HttpClient.builder()
                .maxConnections(MAX_CONNECTIONS)
                .socketTimeout(SOCKET_TIMEOUT))
        .build();
  }

  @Override
  public synchronized void close() {
    closing.run();
  }
}
