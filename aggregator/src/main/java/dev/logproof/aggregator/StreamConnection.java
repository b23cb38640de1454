package dev.logproof.aggregator;

import dev.logproof.aggregator.config.AwsAccess;
import dev.logproof.aggregator.config.CredentialsConfig;
import dev.logproof.aggregator.config.StreamOutput;
import dev.logproof.aggregator.credentials.CredentialsProviders;
import dev.logproof.aggregator.firehose.AwsDeliveryStream;
import dev.logproof.aggregator.firehose.RequestMemory;
import dev.logproof.aggregator.firehose.StreamAccess;
import dev.logproof.aggregator.output.StreamKind;
import java.time.Clock;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;

/** Connects an output to its stream with its own credentials, endpoint and proxy. Stateless. */
final class StreamConnection {
  private StreamConnection() {}

  static AwsDeliveryStream connect(StreamOutput output, RequestMemory memory) {
    AwsAccess access = output.access();
    return AwsDeliveryStream.connect(
        StreamKind.service(output),
        output.streamName(),
        new StreamAccess(
            output.region(),
            access.endpoint(),
            access.httpProxy(),
            builder -> credentials(output, builder)),
        memory,
        Clock.systemUTC());
  }

  private static void credentials(StreamOutput output, AwsClientBuilder<?, ?> builder) {
    CredentialsConfig config = output.access().credentials();
    if (!(config instanceof CredentialsConfig.StandardChain)) {
      builder.credentialsProvider(
          CredentialsProviders.of(config, output.region(), System.getenv()));
    }
  }
}
