package dev.logproof.localaws.stream;

import dev.logproof.localaws.delivery.Compression;
import dev.logproof.localaws.opensearch.SearchSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * Destination and buffering of a stream.
 *
 * @param bucket name, not ARN
 * @param prefix precedes {@code YYYY/MM/dd/HH/}; may be empty
 * @param bufferBytes size before compression
 * @param search OpenSearch destination, with the bucket as backup; empty delivers to the bucket
 */
public record StreamSettings(
    String name,
    String bucket,
    String prefix,
    long bufferBytes,
    Duration bufferInterval,
    Compression compression,
    String roleArn,
    Optional<SearchSettings> search) {

  /** Creates settings for delivery to S3. */
  public StreamSettings(
      String name,
      String bucket,
      String prefix,
      long bufferBytes,
      Duration bufferInterval,
      Compression compression,
      String roleArn) {
    this(name, bucket, prefix, bufferBytes, bufferInterval, compression, roleArn, Optional.empty());
  }
}
