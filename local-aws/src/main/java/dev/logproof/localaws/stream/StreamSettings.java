package dev.logproof.localaws.stream;

import dev.logproof.localaws.delivery.ObjectFormat;
import dev.logproof.localaws.opensearch.SearchTarget;
import java.time.Duration;

/**
 * Destination and buffering of a stream.
 *
 * @param bucket name, not ARN
 * @param prefix precedes {@code YYYY/MM/dd/HH/}; may be empty
 * @param bufferBytes size before compression
 * @param search with OpenSearch as destination, the bucket is its backup
 */
public record StreamSettings(
    String name,
    String bucket,
    String prefix,
    long bufferBytes,
    Duration bufferInterval,
    ObjectFormat format,
    String roleArn,
    SearchTarget search) {}
