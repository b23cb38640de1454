package dev.logproof.system.support;

import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.ExtendedS3DestinationConfiguration;

/** Creates delivery streams, each with its own prefix in the bucket of a local cloud. Stateless. */
public final class StreamsOfCloud {
  private StreamsOfCloud() {}

  /** Creates streams whose objects are not compressed. */
  public static void create(LocalCloud cloud, Iterable<String> names) {
    try (FirehoseClient firehose = client(cloud)) {
      names.forEach(name -> create(firehose, destination(cloud, name), name));
    }
  }

  /** Creates a stream whose records are objects of this extension when concatenated. */
  public static void create(LocalCloud cloud, String name, String fileExtension) {
    try (FirehoseClient firehose = client(cloud)) {
      create(firehose, destination(cloud, name).fileExtension(fileExtension), name);
    }
  }

  private static void create(
      FirehoseClient firehose, ExtendedS3DestinationConfiguration.Builder s3, String name) {
    var unused =
        firehose.createDeliveryStream(
            stream ->
                stream.deliveryStreamName(name).extendedS3DestinationConfiguration(s3.build()));
  }

  private static ExtendedS3DestinationConfiguration.Builder destination(
      LocalCloud cloud, String name) {
    return ExtendedS3DestinationConfiguration.builder()
        .roleARN("arn:aws:iam::123456789012:role/delivery")
        .bucketARN("arn:aws:s3:::" + cloud.bucket())
        .prefix(name + "/")
        .bufferingHints(hints -> hints.intervalInSeconds(1).sizeInMBs(1));
  }

  private static FirehoseClient client(LocalCloud cloud) {
    Map<String, String> environment = cloud.environment();
    return FirehoseClient.builder()
        .endpointOverride(URI.create(environment.get("AWS_ENDPOINT_URL_FIREHOSE")))
        .region(Region.of(environment.get("AWS_REGION")))
        .credentialsProvider(cloud.credentials())
        .build();
  }
}
