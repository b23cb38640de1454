package dev.logproof.aggregator;

import dev.logproof.aggregator.config.AwsAccess;
import dev.logproof.aggregator.config.CredentialsConfig;
import dev.logproof.aggregator.config.FirehoseOutput;
import dev.logproof.aggregator.credentials.CredentialsProviders;
import dev.logproof.aggregator.firehose.FirehoseDeliveryStream;
import dev.logproof.aggregator.firehose.RequestMemory;
import dev.logproof.aggregator.firehose.StreamAccess;
import java.time.Clock;
import software.amazon.awssdk.services.firehose.FirehoseClientBuilder;

/** Connects an output to its stream with its own credentials, endpoint and proxy. Stateless. */
final class StreamConnection {
  private StreamConnection() {}

  static FirehoseDeliveryStream connect(FirehoseOutput output, RequestMemory memory) {
    AwsAccess access = output.access();
    return FirehoseDeliveryStream.connect(
        output.deliveryStreamName(),
        new StreamAccess(
            output.region(),
            access.endpoint(),
            access.httpProxy(),
            builder -> credentials(output, builder)),
        memory,
        Clock.systemUTC());
  }

  private static void credentials(FirehoseOutput output, FirehoseClientBuilder builder) {
    CredentialsConfig config = output.access().credentials();
    if (!(config instanceof CredentialsConfig.StandardChain)) {
      builder.credentialsProvider(
          CredentialsProviders.of(config, output.region(), System.getenv()));
    }
  }
}
