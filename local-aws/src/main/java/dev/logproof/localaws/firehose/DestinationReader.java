package dev.logproof.localaws.firehose;

import dev.logproof.localaws.delivery.Compression;
import dev.logproof.localaws.limits.FirehoseLimits;
import dev.logproof.localaws.stream.StreamSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what CreateDeliveryStream asks for. What the stand-in does not do is refused, unless it is
 * switched off in the request: nothing is ignored. Pure.
 */
final class DestinationReader {
  private static final String SUPPORTED =
      "local-aws supports Direct PUT to one S3 destination with RoleARN, BucketARN, a literal"
          + " Prefix, BufferingHints and the CompressionFormat UNCOMPRESSED or GZIP";
  private static final Set<String> STREAM_MEMBERS =
      Set.of(
          "DeliveryStreamName",
          "DeliveryStreamType",
          "S3DestinationConfiguration",
          "ExtendedS3DestinationConfiguration");
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
          "EncryptionConfiguration",
          "S3BackupMode",
          "CustomTimeZone");
  private static final String BUCKET_ARN = "arn:aws:s3:::";
  private static final int DEFAULT_BUFFER_MIB = 5;
  private static final int DEFAULT_BUFFER_SECONDS = 300;

  private DestinationReader() {}

  static StreamSettings read(Members request) {
    String name = request.text("DeliveryStreamName").orElse("");
    StreamNames.check(name);
    for (String member : request.names()) {
      if (!STREAM_MEMBERS.contains(member)) {
        throw unsupported(member);
      }
    }
    requireValue(request, "DeliveryStreamType", "DirectPut");
    return settings(name, destination(request));
  }

  private static Members destination(Members request) {
    Optional<Members> plain = request.structure("S3DestinationConfiguration");
    Optional<Members> extended = request.structure("ExtendedS3DestinationConfiguration");
    if (plain.isPresent() == extended.isPresent()) {
      throw ApiException.invalidArgument(
          "Exactly one destination configuration is supported for a Firehose; " + SUPPORTED);
    }
    return plain.or(() -> extended).orElseThrow();
  }

  private static StreamSettings settings(String name, Members destination) {
    String role = destination.requiredText("RoleARN");
    String bucket = bucket(destination.requiredText("BucketARN"));
    refuseUnsupported(destination);
    Optional<Members> hints = destination.structure("BufferingHints");
    return new StreamSettings(
        name,
        bucket,
        prefix(destination),
        (long) hintMib(hints) << 20,
        Duration.ofSeconds(hintSeconds(hints)),
        compression(destination),
        role);
  }

  private static void refuseUnsupported(Members destination) {
    for (String member : destination.names()) {
      if (SWITCHES.contains(member)) {
        boolean enabled =
            destination.structure(member).flatMap(it -> it.flag("Enabled")).orElse(false);
        if (enabled) {
          throw unsupported(member);
        }
      } else if (!DESTINATION_MEMBERS.contains(member)) {
        throw unsupported(member);
      }
    }
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

  private static void requireValue(Members members, String name, String only) {
    members
        .text(name)
        .ifPresent(
            value -> {
              if (!value.equals(only)) {
                throw unsupported(name + " " + value);
              }
            });
  }

  private static ApiException unsupported(String what) {
    return ApiException.invalidArgument(what + " is not supported; " + SUPPORTED);
  }

  private static String bucket(String arn) {
    String bucket = arn.startsWith(BUCKET_ARN) ? arn.substring(BUCKET_ARN.length()) : "";
    if (bucket.isEmpty() || bucket.contains("/")) {
      throw ApiException.invalidArgument(
          "BucketARN '" + arn + "' is not an S3 bucket ARN: expected " + BUCKET_ARN + "NAME");
    }
    return bucket;
  }

  private static String prefix(Members destination) {
    String prefix = destination.text("Prefix").orElse("");
    if (prefix.contains("!{")) {
      throw unsupported("The expression in Prefix '" + prefix + "'");
    }
    return prefix;
  }

  private static Compression compression(Members destination) {
    String format = destination.text("CompressionFormat").orElse("UNCOMPRESSED");
    return switch (format) {
      case "UNCOMPRESSED" -> Compression.UNCOMPRESSED;
      case "GZIP" -> Compression.GZIP;
      default -> throw unsupported("CompressionFormat " + format);
    };
  }

  private static int hintMib(Optional<Members> hints) {
    return hint(hints, "SizeInMBs", 1, FirehoseLimits.MAX_BUFFER_MIB, DEFAULT_BUFFER_MIB);
  }

  private static int hintSeconds(Optional<Members> hints) {
    return hint(
        hints, "IntervalInSeconds", 0, FirehoseLimits.MAX_BUFFER_SECONDS, DEFAULT_BUFFER_SECONDS);
  }

  private static int hint(
      Optional<Members> hints, String name, int least, int most, int byDefault) {
    if (hints.isEmpty() || hints.get().names().isEmpty()) {
      return byDefault;
    }
    return hints
        .get()
        .integer(name, least, most)
        .orElseThrow(
            () ->
                ApiException.invalidArgument(
                    "BufferingHints must have both SizeInMBs and IntervalInSeconds"));
  }
}
