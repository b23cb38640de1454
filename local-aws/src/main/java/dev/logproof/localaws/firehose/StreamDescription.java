package dev.logproof.localaws.firehose;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.logproof.localaws.opensearch.SearchSettings;
import dev.logproof.localaws.stream.DeliveryStream;
import dev.logproof.localaws.stream.StreamSettings;
import java.math.BigDecimal;

/** Describes streams in DescribeDeliveryStream's format. Stateless. */
final class StreamDescription {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int MILLI_DIGITS = 3;

  private StreamDescription() {}

  static ObjectNode of(DeliveryStream stream) {
    ObjectNode description = JSON.objectNode();
    description
        .put("DeliveryStreamName", stream.settings().name())
        .put("DeliveryStreamARN", stream.arn())
        .put("DeliveryStreamStatus", "ACTIVE")
        .put("DeliveryStreamType", "DirectPut")
        .put("VersionId", Integer.toString(stream.version()))
        .put("CreateTimestamp", BigDecimal.valueOf(stream.created().toEpochMilli(), MILLI_DIGITS))
        .put("HasMoreDestinations", false);
    description.putObject("DeliveryStreamEncryptionConfiguration").put("Status", "DISABLED");
    ObjectNode destination = description.putArray("Destinations").addObject();
    destination.put("DestinationId", "destinationId-000000000001");
    StreamSettings settings = stream.settings();
    if (settings.search() instanceof SearchSettings search) {
      destination.set("AmazonopensearchserviceDestinationDescription", search(settings, search));
    } else {
      destination.set("S3DestinationDescription", bucket(settings));
      ObjectNode extended =
          bucket(settings)
              .put("S3BackupMode", "Disabled")
              .put("FileExtension", settings.format().fileExtension());
      destination.set("ExtendedS3DestinationDescription", extended);
    }
    return JSON.objectNode().set("DeliveryStreamDescription", description);
  }

  private static ObjectNode bucket(StreamSettings settings) {
    ObjectNode destination = JSON.objectNode();
    destination
        .put("RoleARN", settings.roleArn())
        .put("BucketARN", "arn:aws:s3:::" + settings.bucket())
        .put("Prefix", settings.prefix())
        .put("CompressionFormat", settings.format().compression().name());
    putHints(destination, settings);
    destination.putObject("EncryptionConfiguration").put("NoEncryptionConfig", "NoEncryption");
    destination.putObject("CloudWatchLoggingOptions").put("Enabled", false);
    return destination;
  }

  private static void putHints(ObjectNode destination, StreamSettings settings) {
    destination
        .putObject("BufferingHints")
        .put("SizeInMBs", settings.bufferBytes() >> 20)
        .put("IntervalInSeconds", settings.bufferInterval().plusMillis(999).toSeconds());
  }

  private static ObjectNode search(StreamSettings settings, SearchSettings search) {
    ObjectNode destination = JSON.objectNode();
    destination
        .put("RoleARN", settings.roleArn())
        .put("ClusterEndpoint", search.endpoint().toString())
        .put("IndexName", search.index())
        .put("IndexRotationPeriod", search.rotation().toString())
        .put("S3BackupMode", search.backup().toString());
    putHints(destination, settings);
    destination.putObject("RetryOptions").put("DurationInSeconds", search.retry().toSeconds());
    destination
        .putObject("DocumentIdOptions")
        .put("DefaultDocumentIdFormat", search.documentIds().name());
    destination.set("S3DestinationDescription", bucket(settings));
    destination.putObject("CloudWatchLoggingOptions").put("Enabled", false);
    return destination;
  }
}
