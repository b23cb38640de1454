package dev.logproof.aggregator.firehose;

import java.net.URI;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;

/**
 * A service's endpoint, region and credentials from the SDK's standard chain. Immutable.
 *
 * @param template request without body, date and signature
 * @param credentials asked once per second, since they change
 */
public record ServiceAccess(
    BatchService service,
    SdkHttpRequest template,
    IdentityProvider<? extends AwsCredentialsIdentity> credentials,
    String region,
    URI endpoint) {
  /** Uses the endpoint of {@code template}. */
  public ServiceAccess(
      BatchService service,
      SdkHttpRequest template,
      IdentityProvider<? extends AwsCredentialsIdentity> credentials,
      String region) {
    this(service, template, credentials, region, template.getUri());
  }

  /** Rejects an endpoint with a path or query. */
  public ServiceAccess {
    boolean path = !endpoint.getPath().isEmpty() && !endpoint.getPath().equals("/");
    if (path || endpoint.getQuery() != null) {
      throw new IllegalArgumentException(
          "the endpoint " + endpoint + ": expected scheme, host and port, without a path");
    }
  }

  String userAgent() {
    return template.firstMatchingHeader("User-Agent").orElse("logproof");
  }

  String hostHeader() {
    Authority authority = Authority.of(endpoint);
    int port = authority.port();
    boolean own = port < 0 || port == ("https".equals(endpoint.getScheme()) ? 443 : 80);
    return own ? authority.host() : authority.host() + ":" + port;
  }
}
