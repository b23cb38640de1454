package dev.logproof.objects;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Whether the SDK's standard chain is told of an endpoint other than AWS's. Such an endpoint seldom
 * has a host name for each bucket, so the bucket goes into the path. Stateless.
 */
final class OwnEndpoint {
  private static final List<String> PROPERTIES = List.of("aws.endpointUrlS3", "aws.endpointUrl");
  private static final List<String> VARIABLES = List.of("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL");

  private OwnEndpoint() {}

  /**
   * True when there is one.
   *
   * @throws IllegalArgumentException when what is set is not an endpoint; the SDK's own message
   *     would name neither the value nor where it came from
   */
  static boolean isSet(Map<String, String> environment, Properties properties) {
    Stream<Optional<String>> found =
        Stream.concat(
            PROPERTIES.stream().map(name -> check(name, properties.getProperty(name))),
            VARIABLES.stream().map(name -> check(name, environment.get(name))));
    return found.anyMatch(Optional::isPresent);
  }

  private static Optional<String> check(String name, String value) {
    if (value == null || value.isBlank()) {
      return Optional.empty();
    }
    if (!isUrl(value)) {
      throw new IllegalArgumentException(
          name + " '" + value + "' is not an endpoint: expected http://host:port");
    }
    return Optional.of(value);
  }

  private static boolean isUrl(String value) {
    try {
      URI url = URI.create(value);
      return url.getHost() != null && List.of("http", "https").contains(url.getScheme());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
