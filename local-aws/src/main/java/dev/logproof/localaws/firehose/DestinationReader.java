package dev.logproof.localaws.firehose;

import dev.logproof.localaws.api.ApiException;
import dev.logproof.localaws.api.JsonStruct;
import dev.logproof.localaws.delivery.Compression;
import dev.logproof.localaws.delivery.ObjectFormat;
import dev.logproof.localaws.limits.FirehoseLimits;
import dev.logproof.localaws.opensearch.SearchTarget;
import dev.logproof.localaws.stream.StreamSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Parses CreateDeliveryStream. Rejects unsupported features unless disabled; ignores nothing.
 * Stateless.
 */
final class DestinationReader {
  private static final String SUPPORTED =
      "local-aws supports Direct PUT to one destination: S3 with RoleARN, BucketARN, a literal"
          + " Prefix, BufferingHints, FileExtension and the CompressionFormat UNCOMPRESSED or GZIP; or"
          + " OpenSearch"
          + " with RoleARN, ClusterEndpoint, IndexName, IndexRotationPeriod, BufferingHints,"
          + " RetryOptions, DocumentIdOptions, S3BackupMode and such an S3Configuration";
  private static final String SEARCH = "AmazonopensearchserviceDestinationConfiguration";
  private static final Set<String> STREAM_MEMBERS =
      Set.of(
          "DeliveryStreamName",
          "DeliveryStreamType",
          "S3DestinationConfiguration",
          "ExtendedS3DestinationConfiguration",
          SEARCH);
  private static final Set<String> SWITCHES =
      Set.of(
          "CloudWatchLoggingOptions",
          "ProcessingConfiguration",
          "DynamicPartitioningConfiguration",
          "DataFormatConversionConfiguration");
  private static final Set<String> DESTINATION_MEMBERS =
      Set.of(
          "RoleARN",
          "BucketARN",
          "Prefix",
          "ErrorOutputPrefix",
          "BufferingHints",
          "CompressionFormat",
          "FileExtension",
          "EncryptionConfiguration",
          "S3BackupMode",
          "CustomTimeZone");

  /** From the API reference of ExtendedS3DestinationConfiguration. */
  private static final Pattern FILE_EXTENSION = Pattern.compile("|\\.[0-9a-z!\\-_.*'()]{1,127}");

  private static final String BUCKET_ARN = "arn:aws:s3:::";
  private static final int DEFAULT_BUFFER_MIB = 5;
  private static final int DEFAULT_BUFFER_SECONDS = 300;

  private DestinationReader() {}

  static StreamSettings read(JsonStruct request) {
    String name = request.text("DeliveryStreamName").orElse("");
    StreamNames.check(name);
    for (String member : request.names()) {
      if (!STREAM_MEMBERS.contains(member)) {
        throw unsupported(member);
      }
    }
    requireValue(request, "DeliveryStreamType", "DirectPut");
    Optional<JsonStruct> search = request.structure(SEARCH);
    List<JsonStruct> buckets =
        Stream.of("S3DestinationConfiguration", "ExtendedS3DestinationConfiguration")
            .flatMap(member -> request.structure(member).stream())
            .toList();
    if (buckets.size() + search.stream().count() != 1) {
      throw FirehoseErrors.invalidArgument(
          "Exactly one destination configuration is supported for a Firehose; " + SUPPORTED);
    }
    return search
        .map(members -> SearchDestinationReader.read(name, members))
        .orElseGet(() -> settings(name, buckets.get(0)));
  }

  static StreamSettings settings(String name, JsonStruct destination) {
    String role = destination.requiredText("RoleARN");
    String bucket = bucket(destination.requiredText("BucketARN"));
    refuseUnsupported(destination);
    JsonStruct hints = destination.structure("BufferingHints").orElse(JsonStruct.EMPTY);
    return new StreamSettings(
        name,
        bucket,
        prefix(destination),
        (long) hintMib(hints, FirehoseLimits.MAX_BUFFER_MIB) << 20,
        Duration.ofSeconds(hintSeconds(hints)),
        format(destination),
        role,
        SearchTarget.NONE);
  }

  private static void refuseUnsupported(JsonStruct destination) {
    refuseOthers(destination, DESTINATION_MEMBERS);
    requireValue(destination, "S3BackupMode", "Disabled");
    requireValue(destination, "CustomTimeZone", "UTC");
    destination
        .structure("EncryptionConfiguration")
        .ifPresent(
            encryption -> {
              if (!encryption.names().equals(List.of("NoEncryptionConfig"))) {
                throw unsupported("EncryptionConfiguration");
              }
            });
  }

  /** Rejects unknown members and enabled unsupported options. */
  static void refuseOthers(JsonStruct members, Set<String> known) {
    for (String member : members.names()) {
      if (SWITCHES.contains(member)) {
        boolean enabled = members.structure(member).flatMap(it -> it.flag("Enabled")).orElse(false);
        if (enabled) {
          throw unsupported(member);
        }
      } else if (!known.contains(member)) {
        throw unsupported(member);
      }
    }
  }

  private static void requireValue(JsonStruct members, String name, String only) {
    members
        .text(name)
        .ifPresent(
            value -> {
              if (!value.equals(only)) {
                throw unsupported(name + " " + value);
              }
            });
  }

  static ApiException unsupported(String what) {
    return FirehoseErrors.invalidArgument(what + " is not supported; " + SUPPORTED);
  }

  private static String bucket(String arn) {
    String bucket = arn.startsWith(BUCKET_ARN) ? arn.substring(BUCKET_ARN.length()) : "";
    if (bucket.isEmpty() || bucket.contains("/")) {
      throw FirehoseErrors.invalidArgument(
          "BucketARN '" + arn + "' is not an S3 bucket ARN: expected " + BUCKET_ARN + "NAME");
    }
    return bucket;
  }

  private static String prefix(JsonStruct destination) {
    String prefix = destination.text("Prefix").orElse("");
    if (prefix.contains("!{")) {
      throw unsupported("The expression in Prefix '" + prefix + "'");
    }
    return prefix;
  }

  private static Compression compression(JsonStruct destination) {
    String format = destination.text("CompressionFormat").orElse("UNCOMPRESSED");
    return switch (format) {
      case "UNCOMPRESSED" -> Compression.UNCOMPRESSED;
      case "GZIP" -> Compression.GZIP;
      default -> throw unsupported("CompressionFormat " + format);
    };
  }

  private static ObjectFormat format(JsonStruct destination) {
    Compression compression = compression(destination);
    String extension = destination.text("FileExtension").orElse("");
    if (!FILE_EXTENSION.matcher(extension).matches()) {
      throw FirehoseErrors.invalidArgument(
          "FileExtension '" + extension + "' does not match " + FILE_EXTENSION);
    }
    return extension.isEmpty()
        ? ObjectFormat.of(compression)
        : new ObjectFormat(compression, extension);
  }

  static int hintSeconds(JsonStruct hints) {
    return hint(
        hints, "IntervalInSeconds", 0, FirehoseLimits.MAX_BUFFER_SECONDS, DEFAULT_BUFFER_SECONDS);
  }

  static int hintMib(JsonStruct hints, int most) {
    return hint(hints, "SizeInMBs", 1, most, DEFAULT_BUFFER_MIB);
  }

  private static int hint(JsonStruct hints, String name, int least, int most, int byDefault) {
    if (hints.names().isEmpty()) {
      return byDefault;
    }
    return hints
        .integer(name, least, most)
        .orElseThrow(
            () ->
                FirehoseErrors.invalidArgument(
                    "BufferingHints must have both SizeInMBs and IntervalInSeconds"));
  }
}
