package dev.logproof.localaws;

import dev.logproof.localaws.delivery.Compression;
import dev.logproof.localaws.faults.RequestFaultPlan;
import dev.logproof.localaws.opensearch.SearchSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings of {@code local-aws serve}; port 0 selects a free port.
 *
 * @param directory S3's buckets; empty selects a temporary directory
 * @param maxBufferedBytes undelivered bytes per stream, beyond two buffers
 * @param search destination of elasticsearch-delivery-stream; empty selects S3
 */
record LocalAwsSettings(
    String bind,
    int firehosePort,
    int s3Port,
    Optional<Path> directory,
    String bucket,
    String region,
    Duration bufferInterval,
    long bufferBytes,
    Compression compression,
    QuotaChoice quota,
    long maxBufferedBytes,
    boolean faults,
    Optional<RequestFaultPlan> requestFault,
    Optional<AthenaChoice> athena,
    Optional<SearchSettings> search) {
  /** Athena's installation directory and port; 0 selects a free port. */
  record AthenaChoice(Path home, int port) {}
}
