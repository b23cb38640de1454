package dev.logproof.aggregator.delivery;

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
 * Learns from the SDK's own client where and with which headers it would send a PutRecordBatch, so
 * that its rules for endpoints (environment, profile, region, FIPS, dual stack) hold for requests
 * that are built by hand. That client is asked once, and sends nothing: an HTTP client of its own
 * would take as long to load as all the rest. Stateless; any thread.
 */
final class RequestTemplate {
  /** Belong to one request: the signer makes them anew. */
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

  /** What a client sends nothing by: it answers that all is well. */
  static Recorder recorder() {
    return new Recorder(new AtomicReference<>(Optional.empty()));
  }

  /** A request of {@code client}, which sends by {@code recorder}, without date and signature. */
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

  /** Keeps the request and answers that all is well. */
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
