package dev.logproof.aggregator.delivery;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;

/**
 * What the SDK's standard chain says about how to reach Firehose. Immutable; any thread.
 *
 * @param template a request without body, date and signature
 * @param credentials asked for every request, since they change
 * @param region for the signature
 */
record FirehoseAccess(
    SdkHttpRequest template,
    IdentityProvider<? extends AwsCredentialsIdentity> credentials,
    String region) {
  URI endpoint() {
    return template.getUri();
  }

  String target() {
    return template.firstMatchingHeader("X-Amz-Target").orElseThrow();
  }

  String userAgent() {
    return template.firstMatchingHeader("User-Agent").orElse("logproof");
  }

  /** The host, with the port when that is not the scheme's own. */
  String hostHeader() {
    int port = endpoint().getPort();
    boolean own = port < 0 || port == ("https".equals(endpoint().getScheme()) ? 443 : 80);
    return own ? endpoint().getHost() : endpoint().getHost() + ":" + port;
  }

  /**
   * True when requests cannot go to the endpoint just so: through a proxy, or to a path of its own.
   */
  boolean isRoundabout(Map<String, String> environment, Function<String, String> property) {
    boolean path = !endpoint().getPath().isEmpty() && !endpoint().getPath().equals("/");
    String scheme = endpoint().getScheme();
    return path
        || environment.keySet().stream().anyMatch(name -> name.equalsIgnoreCase(scheme + "_proxy"))
        || Optional.ofNullable(property.apply(scheme + ".proxyHost")).isPresent();
  }
}
