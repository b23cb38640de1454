package dev.logproof.localaws;

import dev.logproof.localaws.delivery.Compression;
import dev.logproof.localaws.faults.RequestFaultPlan;
import dev.logproof.localaws.opensearch.SearchSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings of {@code local-aws serve}.
 *
 * @param bind address to listen on
 * @param firehosePort 0 selects a free port
 * @param s3Port 0 selects a free port
 * @param directory directory for S3's buckets; empty selects a temporary directory
 * @param bufferBytes buffer size of the two streams created at startup
 * @param maxBufferedBytes limit of accepted, undelivered bytes per stream, beyond two buffers
 * @param faults whether faults can be injected into streams and requests
 * @param requestFault request fault active from startup
 * @param athena Athena settings; empty disables Athena
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
  /**
   * Settings of Athena.
   *
   * @param home installation directory that contains the engine
   * @param port 0 selects a free port
   */
  record AthenaChoice(Path home, int port) {}
}
