package dev.logproof.aggregator.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.core.retry.ClockSkew;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;

/**
 * Signs requests (Signature Version 4) by the SDK's signer, with credentials of its chain as they
 * are at that moment. A clock that is wrong gets requests refused; the difference to the service's
 * clock is then learnt from its answer and made up for, as the SDK's clients do. Thread-safe.
 */
final class RequestSigner {
  private static final String SERVICE = "firehose";

  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final SdkHttpRequest template;
  private final IdentityProvider<? extends AwsCredentialsIdentity> credentials;
  private final String region;
  private final Clock clock;
  private volatile Duration aheadOfService = Duration.ZERO;

  /** Signs {@code template} with a body, for {@code region}. */
  RequestSigner(
      SdkHttpRequest template,
      IdentityProvider<? extends AwsCredentialsIdentity> credentials,
      String region,
      Clock clock) {
    this.template = template;
    this.credentials = credentials;
    this.region = region;
    this.clock = clock;
  }

  /**
   * The request with {@code body}, ready to be sent.
   *
   * @throws CompletionException when there are no credentials
   */
  HttpExecuteRequest sign(RequestBody body) {
    AwsCredentialsIdentity identity = credentials.resolveIdentity().join();
    SdkHttpRequest request =
        template.copy(it -> it.putHeader("Content-Length", Integer.toString(body.size())));
    SignedRequest signed =
        signer.sign(
            SignRequest.builder(identity)
                .request(request)
                .payload(body::open)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                .putProperty(HttpSigner.SIGNING_CLOCK, serviceClock())
                .build());
    return HttpExecuteRequest.builder()
        .request(signed.request())
        .contentStreamProvider(body::open)
        .build();
  }

  private Clock serviceClock() {
    return Clock.offset(clock, aheadOfService.negated());
  }

  /** Looks at the time of a refusal: when our clock is wrong, the next request is dated right. */
  void learnTime(SdkHttpResponse refusal) {
    ClockSkew.getServerTime(refusal)
        .filter(service -> ClockSkew.isClockSkewed(serviceClock().instant(), service))
        .ifPresent(service -> aheadOfService = ClockSkew.getClockSkew(clock.instant(), service));
  }
}
