package dev.logproof.system.takeover;

import dev.logproof.system.support.LocalCloud;
import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.firehose.FirehoseClient;

/** Creates delivery streams, each with its own prefix in the bucket of a local cloud. Stateless. */
final class StreamsOfCloud {
  private StreamsOfCloud() {}

  static void create(LocalCloud cloud, Iterable<String> names) {
    Map<String, String> environment = cloud.environment();
    try (FirehoseClient firehose =
        FirehoseClient.builder()
            .endpointOverride(URI.create(environment.get("AWS_ENDPOINT_URL_FIREHOSE")))
            .region(Region.of(environment.get("AWS_REGION")))
            .credentialsProvider(cloud.credentials())
            .build()) {
      for (String name : names) {
        var unused =
            firehose.createDeliveryStream(
                stream ->
                    stream
                        .deliveryStreamName(name)
                        .extendedS3DestinationConfiguration(
                            s3 ->
                                s3.roleARN("arn:aws:iam::123456789012:role/delivery")
                                    .bucketARN("arn:aws:s3:::" + cloud.bucket())
                                    .prefix(name + "/")
                                    .bufferingHints(
                                        hints -> hints.intervalInSeconds(1).sizeInMBs(1))));
      }
    }
  }
}
