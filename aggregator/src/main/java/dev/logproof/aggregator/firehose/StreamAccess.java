package dev.logproof.aggregator.firehose;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

/**
 * How to reach a stream, where the configuration says it; "" leaves it to the environment.
 *
 * @param credentials sets the credentials, unless the SDK's standard chain provides them
 */
public record StreamAccess(
    String region,
    String endpoint,
    String httpProxy,
    Consumer<AwsClientBuilder<?, ?>> credentials) {
  /** Leaves the credentials to the SDK's standard chain. */
  public StreamAccess(String region, String endpoint, String httpProxy) {
    this(region, endpoint, httpProxy, builder -> {});
  }

  Optional<URI> endpointInForce(BatchService service) {
    return endpoint.isEmpty()
        ? OwnEndpoint.in(System.getenv(), service)
        : Optional.of(URI.create(endpoint));
  }

  void prepare(AwsClientBuilder<?, ?> builder) {
    if (!region.isEmpty()) {
      builder.region(Region.of(region));
    }
    credentials.accept(builder);
  }

  Optional<HttpsProxy> proxy(URI target) {
    return httpProxy.isEmpty()
        ? HttpsProxy.of(target, System.getenv(), System::getProperty)
        : HttpsProxy.of(target, Map.of("https_proxy", httpProxy), name -> null);
  }
}
