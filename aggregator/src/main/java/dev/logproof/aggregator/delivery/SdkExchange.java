package dev.logproof.aggregator.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/**
 * Requests by the SDK's signer and HTTP client, which know proxies and endpoints with a path; twice
 * the cost of {@link DirectExchange} for small requests. Used by one thread at a time.
 */
final class SdkExchange implements Exchange {
  private final RequestBody body;
  private final AnswerReader answer = new AnswerReader();
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final FirehoseAccess access;
  private final ServiceClock clock;
  private final SdkHttpClient http;
  private volatile Optional<ExecutableHttpRequest> waiting = Optional.empty();
  private volatile boolean aborted;

  /** Sends to the stream {@code name} by {@code http}, which is not closed here. */
  SdkExchange(String name, FirehoseAccess access, ServiceClock clock, SdkHttpClient http) {
    this.body = new RequestBody(name);
    this.access = access;
    this.clock = clock;
    this.http = http;
  }

  @Override
  public PutOutcome put(RecordBatch batch) throws IOException {
    body.write(batch);
    ExecutableHttpRequest request = http.prepareRequest(sign());
    waiting = Optional.of(request);
    if (aborted) {
      throw new IOException("the connection is closed");
    }
    HttpExecuteResponse response = request.call();
    try (InputStream content =
        response
            .responseBody()
            .<InputStream>map(stream -> stream)
            .orElseGet(InputStream::nullInputStream)) {
      answer.read(content);
    }
    clock.learn(response.httpResponse());
    return answer.outcome(response.httpResponse(), batch.size());
  }

  private HttpExecuteRequest sign() {
    SdkHttpRequest request =
        access.template().copy(it -> it.putHeader("Content-Length", Integer.toString(body.size())));
    SignedRequest signed =
        signer.sign(
            SignRequest.builder(access.credentials().resolveIdentity().join())
                .request(request)
                .payload(body::open)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "firehose")
                .putProperty(AwsV4HttpSigner.REGION_NAME, access.region())
                .putProperty(HttpSigner.SIGNING_CLOCK, clock.asClock())
                .build());
    return HttpExecuteRequest.builder()
        .request(signed.request())
        .contentStreamProvider(body::open)
        .build();
  }

  @Override
  public void abort() {
    aborted = true;
    waiting.ifPresent(ExecutableHttpRequest::abort);
  }

  @Override
  public void close() {
    abort();
  }
}
