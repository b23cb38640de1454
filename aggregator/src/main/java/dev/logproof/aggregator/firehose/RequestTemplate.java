package dev.logproof.aggregator.firehose;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.Record;

/**
 * Learns the endpoint and headers of a request from the SDK's client, so that its endpoint rules
 * (environment, profile, region, FIPS, dual stack) apply. The client sends nothing, because loading
 * a real HTTP client is slow. Stateless.
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

  private RequestTemplate() {}

  static Recorder recorder() {
    return new Recorder(new AtomicReference<>(Optional.empty()));
  }

  static SdkHttpRequest learn(FirehoseClient client, Recorder recorder) {
    client.putRecordBatch(
        request ->
            request
                .deliveryStreamName("any")
                .records(Record.builder().data(SdkBytes.fromByteArray(new byte[1])).build())
                .overrideConfiguration(override -> override.credentialsProvider(placeholder())));
    SdkHttpRequest request = recorder.seen().get().orElseThrow();
    return request.copy(copy -> OF_ONE_REQUEST.forEach(copy::removeHeader));
  }

  private static StaticCredentialsProvider placeholder() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create("none", "none"));
  }

  /** Records the request and responds with success. */
  record Recorder(AtomicReference<Optional<SdkHttpRequest>> seen) implements SdkHttpClient {
    private static final byte[] ANSWER =
        "{\"FailedPutCount\":0,\"RequestResponses\":[]}".getBytes(UTF_8);

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() {
          seen.set(Optional.of(request.httpRequest()));
          return HttpExecuteResponse.builder()
              .response(SdkHttpFullResponse.builder().statusCode(200).build())
              .responseBody(AbortableInputStream.create(new ByteArrayInputStream(ANSWER)))
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
