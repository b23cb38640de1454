package dev.logproof.localaws;

import dev.logproof.localaws.delivery.Compression;
import dev.logproof.localaws.faults.RequestFaultPlan;
import dev.logproof.localaws.opensearch.SearchTarget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Settings of {@code local-aws serve}; port 0 selects a free port.
 *
 * @param directory of S3's buckets
 * @param maxBufferedBytes undelivered bytes per stream, beyond two buffers
 * @param search destination of elasticsearch-delivery-stream
 * @param kinesisStreams streams of Kinesis at the start, each with a delivery stream that reads it
 */
record LocalAwsSettings(
    String bind,
    int firehosePort,
    int s3Port,
    StorageChoice directory,
    String bucket,
    String region,
    Duration bufferInterval,
    long bufferBytes,
    Compression compression,
    QuotaChoice quota,
    long maxBufferedBytes,
    boolean faults,
    RequestFaultPlan requestFault,
    RequestFaultPlan s3Fault,
    AthenaChoice athena,
    SearchTarget search,
    List<String> kinesisStreams) {
  /** Where S3 keeps its buckets. */
  sealed interface StorageChoice {}

  /** A new directory, which is removed at the end. */
  record Temporary() implements StorageChoice {}

  /** A directory that stays. */
  record Kept(Path path) implements StorageChoice {}

  /** Whether Athena's API is served. */
  sealed interface AthenaChoice {}

  /** No Athena. */
  record WithoutAthena() implements AthenaChoice {}

  /** Athena's installation directory and port; 0 selects a free port. */
  record WithAthena(Path home, int port) implements AthenaChoice {}
}
