package dev.logproof.localaws;

import dev.logproof.localaws.auth.Credentials;
import dev.logproof.localaws.delivery.Compression;
import dev.logproof.localaws.delivery.ObjectStore;
import dev.logproof.localaws.delivery.SealedObject;
import dev.logproof.localaws.faults.RequestFaultPlan;
import dev.logproof.localaws.opensearch.SearchTarget;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Runs the stand-in in this JVM with a manual clock. */
final class RunningLocalAws implements AutoCloseable {
  private static final long WAIT_SECONDS = 30;

  final ManualClock clock = new ManualClock(Instant.now());
  final LocalAws aws;
  final FirehoseClient firehose;
  final S3Client s3;
  private final BlockingQueue<SealedObject> delivered = new LinkedBlockingQueue<>();
  private final HttpClient http = HttpClient.newHttpClient();

  RunningLocalAws(Path directory, Compression compression) throws IOException {
    this(directory, compression, new QuotaChoice.Unlimited());
  }

  RunningLocalAws(Path directory, Compression compression, QuotaChoice quota) throws IOException {
    this(directory, compression, quota, List.of());
  }

  RunningLocalAws(
      Path directory, Compression compression, QuotaChoice quota, List<String> kinesisStreams)
      throws IOException {
    LocalAwsSettings settings =
        new LocalAwsSettings(
            "127.0.0.1",
            0,
            0,
            new LocalAwsSettings.Kept(directory),
            "logproof",
            "us-west-2",
            Duration.ofSeconds(5),
            1 << 20,
            compression,
            quota,
            64 << 20,
            true,
            RequestFaultPlan.NONE,
            RequestFaultPlan.NONE,
            new LocalAwsSettings.WithoutAthena(),
            SearchTarget.NONE,
            kinesisStreams);
    aws =
        LocalAws.start(
            settings, new Dependencies(clock, UUID::randomUUID, Thread::sleep, this::announce));
    firehose = client(FirehoseClient.builder(), "AWS_ENDPOINT_URL_FIREHOSE", secret());
    s3 = client(S3Client.builder(), "AWS_ENDPOINT_URL_S3", secret());
  }

  static String secret() {
    return Credentials.LOCAL.secretAccessKey();
  }

  private ObjectStore announce(ObjectStore store) {
    return object -> {
      store.put(object);
      delivered.add(object);
    };
  }

  /** Disables retries, which would hide errors. */
  <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder, String endpointVariable, String secret) {
    return builder
        .endpointOverride(URI.create(aws.environment().get(endpointVariable)))
        .region(Region.of(aws.environment().get("AWS_REGION")))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(Credentials.LOCAL.accessKeyId(), secret)))
        .overrideConfiguration(it -> it.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .httpClientBuilder(Apache5HttpClient.builder())
        .build();
  }

  SealedObject nextDelivered() throws InterruptedException {
    SealedObject object = delivered.poll(WAIT_SECONDS, TimeUnit.SECONDS);
    if (object == null) {
      throw new AssertionError("nothing was delivered within " + WAIT_SECONDS + " s");
    }
    return object;
  }

  @Override
  public void close() throws IOException {
    firehose.close();
    s3.close();
    aws.close();
  }

  /** Sends a request to the address that controls request faults. */
  HttpResponse<String> requestFaults(String method, String body)
      throws IOException, InterruptedException {
    URI address = URI.create(aws.environment().get("LOGPROOF_REQUEST_FAULTS"));
    HttpRequest request =
        HttpRequest.newBuilder(address).method(method, BodyPublishers.ofString(body)).build();
    return http.send(request, BodyHandlers.ofString());
  }
}
