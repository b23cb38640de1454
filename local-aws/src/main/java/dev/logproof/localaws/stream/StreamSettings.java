package dev.logproof.localaws.stream;

import dev.logproof.localaws.delivery.Compression;
import java.time.Duration;

/**
 * Where a stream delivers, and how.
 *
 * @param name {@code [a-zA-Z0-9_.-]{1,64}}
 * @param bucket the bucket's name, not its ARN
 * @param prefix what comes before {@code YYYY/MM/dd/HH/}; may be empty
 * @param bufferBytes an object is closed when it holds that many bytes before compression
 * @param bufferInterval or when its first record is that old
 * @param roleArn given back by DescribeDeliveryStream, otherwise unused
 */
public record StreamSettings(
    String name,
    String bucket,
    String prefix,
    long bufferBytes,
    Duration bufferInterval,
    Compression compression,
    String roleArn) {}
