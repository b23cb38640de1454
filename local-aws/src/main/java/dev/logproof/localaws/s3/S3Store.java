package dev.logproof.localaws.s3;

import dev.logproof.localaws.auth.Credentials;
import dev.logproof.localaws.delivery.ObjectStore;
import dev.logproof.localaws.delivery.SealedObject;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;

/** Puts objects through AWS's own client, as any program would. Any thread. */
public final class S3Store implements ObjectStore, AutoCloseable {
  private static final String CONTENT_TYPE = "application/octet-stream";
  private static final int MAX_CONNECTIONS = 64;
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);

  private final S3Client client;

  /** A client of {@code endpoint}. */
  public S3Store(URI endpoint, String region, Credentials credentials) {
    client =
        S3Client.builder()
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

  /** Creates {@code bucket} if there is none. */
  public void createBucket(String bucket) {
    try {
      client.createBucket(request -> request.bucket(bucket));
    } catch (BucketAlreadyOwnedByYouException | BucketAlreadyExistsException e) {
      // It is there, which is all that was asked.
    }
  }

  @Override
  public void put(SealedObject object) {
    client.putObject(
        request -> request.bucket(object.bucket()).key(object.key()),
        RequestBody.fromContentProvider(
            object::newInputStream, object.contentBytes(), CONTENT_TYPE));
  }

  @Override
  public void close() {
    client.close();
  }
}
