package dev.logproof.aggregator.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The {@code <buffer>} section of an output. Immutable.
 *
 * @param flushIntervalMillis longest time an event waits in an open chunk; at least 1
 * @param chunkLimitBytes size at which a chunk is sealed
 * @param totalLimitBytes total size of the chunks at which {@code overflowAction} applies
 * @param file where chunks are also stored on disk; empty for a buffer in memory only
 * @param flushThreadCount largest number of requests in flight
 * @param retryWaitMillis wait before the first retry
 * @param retryExponentialBackoffBase factor from one wait to the next; 1 for {@code retry_type
 *     periodic}
 * @param retryMaxIntervalMillis longest wait between retries
 * @param retryRandomize whether waits vary by up to a sixth, so that tasks do not retry in step
 * @param retryLimit when to give up; events given up go to the dead-letter file
 */
public record BufferConfig(
    long flushIntervalMillis,
    int chunkLimitBytes,
    long totalLimitBytes,
    Optional<FileBuffer> file,
    int flushThreadCount,
    OverflowAction overflowAction,
    long retryWaitMillis,
    double retryExponentialBackoffBase,
    long retryMaxIntervalMillis,
    boolean retryRandomize,
    RetryLimit retryLimit) {
  /**
   * A buffer on disk.
   *
   * @param directory directory of its files; empty for the task's spool directory
   */
  public record FileBuffer(Optional<Path> directory) {}
}
