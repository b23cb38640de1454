package dev.logproof.aggregator.firehose;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Endpoint set by the environment. The SDK reads it too, but does not name it when the scheme is
 * missing or the host contains an underscore. Stateless.
 */
final class OwnEndpoint {
  private OwnEndpoint() {}

  /**
   * Returns the endpoint, if set.
   *
   * @throws IllegalArgumentException if it is invalid; the message names the variable
   */
  static Optional<URI> in(Map<String, String> environment, BatchService service) {
    if ("true".equalsIgnoreCase(environment.get("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"))) {
      return Optional.empty();
    }
    return Stream.of(service.endpointVariable(), "AWS_ENDPOINT_URL")
        .filter(name -> !environment.getOrDefault(name, "").isBlank())
        .findFirst()
        .map(name -> parse(name, environment.get(name).strip()));
  }

  private static URI parse(String name, String value) {
    try {
      URI uri = URI.create(value);
      if (!List.of("http", "https").contains(String.valueOf(uri.getScheme()))) {
        throw new IllegalArgumentException("no scheme in it");
      }
      Authority unused = Authority.of(uri);
      return uri;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          name + " '" + value + "': expected http://host:port or https://host:port", e);
    }
  }

  /** Returns an address that the SDK accepts: the same scheme, no underscores. */
  static URI forSdk(URI endpoint) {
    return endpoint.getHost() != null
        ? endpoint
        : URI.create(endpoint.toString().replace('_', '-'));
  }
}
