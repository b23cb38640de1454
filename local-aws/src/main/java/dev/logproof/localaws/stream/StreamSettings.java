package dev.logproof.localaws.stream;

import dev.logproof.localaws.delivery.Compression;
import dev.logproof.localaws.opensearch.SearchSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a stream delivers, and how.
 *
 * @param name {@code [a-zA-Z0-9_.-]{1,64}}
 * @param bucket the bucket's name, not its ARN
 * @param prefix what comes before {@code YYYY/MM/dd/HH/}; may be empty
 * @param bufferBytes a buffer is closed when it holds that many bytes before compression
 * @param bufferInterval or when its first record is that old
 * @param roleArn given back by DescribeDeliveryStream, otherwise unused
 * @param search the OpenSearch that records go to; without it they go to the bucket, with it the
 *     bucket takes what could not be delivered
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

  /** Delivers to S3. */
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
