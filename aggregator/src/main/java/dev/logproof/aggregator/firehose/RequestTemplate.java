package dev.logproof.aggregator.firehose;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Learns the endpoint and headers of a request from the SDK's client, so that its endpoint rules
 * (environment, profile, region, FIPS, dual stack) apply. The client sends nothing, because loading
 * a real HTTP client is slow. Used by one thread.
 */
final class RequestTemplate {
  /** Headers that the template must not contain. */
  private static final List<String> OF_ONE_REQUEST =
      List.of(
          "Authorization",
          "X-Amz-Date",
          "X-Amz-Security-Token",
          "x-amz-content-sha256",
          "Content-Length",
          "Host",
          "amz-sdk-invocation-id",
          "amz-sdk-request");

  private final Recorder recorder;

  /** Responds to the request with {@code response}. */
  RequestTemplate(byte[] response) {
    this.recorder = new Recorder(response);
  }

  /** Builds a client whose request is learned. */
  <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder, StreamAccess given, BatchService service) {
    given.prepare(builder);
    given.endpointInForce(service).map(OwnEndpoint::forSdk).ifPresent(builder::endpointOverride);
    return builder.httpClient(recorder).build();
  }

  /** Signs the request without the client's credentials, which may not be known yet. */
  static void withoutCredentials(AwsRequestOverrideConfiguration.Builder override) {
    override.credentialsProvider(
        StaticCredentialsProvider.create(AwsBasicCredentials.create("none", "none")));
  }

  SdkHttpRequest learned() {
    SdkHttpRequest request = recorder.seen.get().orElseThrow();
    return request.copy(copy -> OF_ONE_REQUEST.forEach(copy::removeHeader));
  }

  /** Records the request and responds with success. */
  private static final class Recorder implements SdkHttpClient {
    private final byte[] response;
    private final AtomicReference<Optional<SdkHttpRequest>> seen =
        new AtomicReference<>(Optional.empty());

    Recorder(byte[] response) {
      this.response = response;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() {
          seen.set(Optional.of(request.httpRequest()));
          return HttpExecuteResponse.builder()
              .response(SdkHttpFullResponse.builder().statusCode(200).build())
              .responseBody(AbortableInputStream.create(new ByteArrayInputStream(response)))
              .build();
        }

        @Override
        public void abort() {}
      };
    }

    @Override
    public void close() {}
  }
}
