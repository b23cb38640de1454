package dev.logproof.aggregator;

import dev.logproof.aggregator.config.CredentialsConfig;
import dev.logproof.aggregator.config.S3Output;
import dev.logproof.aggregator.credentials.CredentialsProviders;
import dev.logproof.aggregator.credentials.HttpProxies;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Connects an output to S3 with its own credentials and endpoint. Stateless. */
final class S3Connection {
  private static final Duration ATTEMPT_LIMIT = Duration.ofSeconds(60);

  private S3Connection() {}

  static S3Client connect(S3Output output) {
    return builder(output)
        .httpClientBuilder(
            HttpProxies.client(output.access().httpProxy())
                .maxConnections(Math.max(50, output.buffer().flushThreadCount())))
        .build();
  }

  /** Over TLS, the SDK signs no payload: TLS protects it. */
  static S3ClientBuilder builder(S3Output output) {
    S3Output.Addressing addressing = output.storage().addressing();
    S3ClientBuilder builder =
        S3Client.builder()
            .forcePathStyle(addressing.pathStyle() || !output.access().endpoint().isEmpty())
            .accelerate(addressing.accelerated())
            .dualstackEnabled(addressing.dualStack())
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .overrideConfiguration(config -> config.apiCallAttemptTimeout(ATTEMPT_LIMIT));
    if (!output.region().isEmpty()) {
      builder.region(Region.of(output.region()));
    }
    if (!output.access().endpoint().isEmpty()) {
      builder.endpointOverride(URI.create(output.access().endpoint()));
    }
    CredentialsConfig credentials = output.access().credentials();
    if (!(credentials instanceof CredentialsConfig.StandardChain)) {
      builder.credentialsProvider(
          CredentialsProviders.of(credentials, output.region(), System.getenv()));
    }
    return builder;
  }
}
