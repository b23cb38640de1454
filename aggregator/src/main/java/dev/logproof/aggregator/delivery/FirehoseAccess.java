package dev.logproof.aggregator.delivery;

import java.net.URI;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;

/**
 * What the SDK's standard chain says about how to reach Firehose. Immutable; any thread.
 *
 * @param template a request without body, date and signature
 * @param credentials asked for once a second, since they change
 * @param region for the signature
 * @param endpoint to connect to
 */
record FirehoseAccess(
    SdkHttpRequest template,
    IdentityProvider<? extends AwsCredentialsIdentity> credentials,
    String region,
    URI endpoint) {
  /** The endpoint is the one of {@code template}. */
  FirehoseAccess(
      SdkHttpRequest template,
      IdentityProvider<? extends AwsCredentialsIdentity> credentials,
      String region) {
    this(template, credentials, region, template.getUri());
  }

  /** Checks the endpoint. */
  FirehoseAccess {
    boolean path = !endpoint.getPath().isEmpty() && !endpoint.getPath().equals("/");
    if (path || endpoint.getQuery() != null) {
      throw new IllegalArgumentException(
          "the endpoint " + endpoint + ": expected scheme, host and port, without a path");
    }
  }

  String target() {
    return template.firstMatchingHeader("X-Amz-Target").orElseThrow();
  }

  String userAgent() {
    return template.firstMatchingHeader("User-Agent").orElse("logproof");
  }

  /** The host, with the port when that is not the scheme's own. */
  String hostHeader() {
    Authority authority = Authority.of(endpoint);
    int port = authority.port();
    boolean own = port < 0 || port == ("https".equals(endpoint.getScheme()) ? 443 : 80);
    return own ? authority.host() : authority.host() + ":" + port;
  }
}
