package dev.logproof.localaws;

import dev.logproof.localaws.auth.Credentials;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Signs JSON requests that no SDK sends. */
record SignedRequests(URI endpoint, String service, String targetPrefix) {
  private static final Set<String> SET_BY_CLIENT = Set.of("host", "content-length");

  /** Signs {@code body} but sends {@code sent}. */
  HttpRequest.Builder signed(String operation, String body, BodyPublisher sent, Clock clock) {
    SdkHttpRequest plain =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(endpoint)
            .putHeader("X-Amz-Target", targetPrefix + operation)
            .putHeader("Content-Type", "application/x-amz-json-1.1")
            .build();
    var signed =
        AwsV4HttpSigner.create()
            .sign(
                it ->
                    it.identity(
                            AwsCredentialsIdentity.create(
                                Credentials.LOCAL.accessKeyId(),
                                Credentials.LOCAL.secretAccessKey()))
                        .request(plain)
                        .payload(ContentStreamProvider.fromUtf8String(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-west-2")
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock));
    HttpRequest.Builder request = HttpRequest.newBuilder(endpoint).POST(sent);
    signed
        .request()
        .forEachHeader(
            (name, values) -> {
              if (!SET_BY_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return request;
  }
}
