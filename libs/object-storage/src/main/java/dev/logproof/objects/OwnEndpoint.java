package dev.logproof.objects;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Detects a configured endpoint other than AWS's. Such an endpoint seldom has a host name per
 * bucket, so clients use path-style requests.
 */
public final class OwnEndpoint {
  private OwnEndpoint() {}

  /**
   * Whether an endpoint is configured for {@code service}, such as S3, or for all services.
   *
   * @throws IllegalArgumentException if the configured value is not an endpoint
   */
  public static boolean isSet(
      String service, Map<String, String> environment, Properties properties) {
    Stream<Optional<String>> found =
        Stream.concat(
            Stream.of("aws.endpointUrl" + service, "aws.endpointUrl")
                .map(name -> check(name, properties.getProperty(name))),
            Stream.of("AWS_ENDPOINT_URL_" + service.toUpperCase(Locale.ROOT), "AWS_ENDPOINT_URL")
                .map(name -> check(name, environment.get(name))));
    return found.anyMatch(Optional::isPresent);
  }

  private static Optional<String> check(String name, String value) {
    if (value == null || value.isBlank()) {
      return Optional.empty();
    }
    Optional<String> wrong = wrongWith(value);
    if (wrong.isPresent()) {
      throw new IllegalArgumentException(name + " '" + value + "' " + wrong.get());
    }
    return Optional.of(value);
  }

  /** Describes why {@code text} is no endpoint URL; empty if it is one. */
  public static Optional<String> wrongWith(String text) {
    try {
      URI url = URI.create(text);
      boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (web && url.getHost() != null) {
        return Optional.empty();
      }
      if (web && url.getRawAuthority() != null && url.getRawAuthority().contains("_")) {
        return Optional.of(
            "is not an endpoint: a host name contains no underscore; expected another name of the"
                + " host, or its address");
      }
    } catch (IllegalArgumentException e) {
      // Text that is not a URL gets the same message.
    }
    return Optional.of("is not an endpoint: expected http://host:port");
  }
}
