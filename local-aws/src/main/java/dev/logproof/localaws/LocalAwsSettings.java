package dev.logproof.localaws;

import dev.logproof.localaws.delivery.Compression;
import dev.logproof.localaws.faults.RequestFaultPlan;
import dev.logproof.localaws.opensearch.SearchSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What {@code local-aws serve} was asked for.
 *
 * @param bind address to listen on
 * @param firehosePort 0 takes a free one
 * @param s3Port 0 takes a free one
 * @param directory where S3 keeps its buckets; without it a temporary one
 * @param bufferBytes of the two streams that exist at start
 * @param maxBufferedBytes accepted and not yet delivered, a stream, beyond two buffers
 * @param faults whether streams and requests can be told to go wrong
 * @param requestFault what goes wrong with requests from the start
 * @param athena how Athena is served, if it is
 * @param search where elasticsearch-delivery-stream delivers; without it to S3
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
   * That Athena is wanted.
   *
   * @param home where its engine is started from
   * @param port 0 takes a free one
   */
  record AthenaChoice(Path home, int port) {}
}
