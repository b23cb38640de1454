package dev.logproof.aggregator.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The {@code <buffer>} of an output.
 *
 * @param flushIntervalMillis longest time an event waits in an open chunk; at least 1
 * @param chunkLimitBytes size at which a chunk is sealed
 * @param totalLimitBytes size of all chunks at which {@code overflowAction} applies
 * @param file where chunks are kept on disk as well; without it they are in memory alone
 * @param flushThreadCount requests in flight at most
 * @param retryWaitMillis wait before the first retry
 * @param retryExponentialBackoffBase factor from one wait to the next; 1 is {@code retry_type
 *     periodic}
 * @param retryMaxIntervalMillis longest wait between retries
 * @param retryRandomize vary each wait by an eighth, so that tasks don't retry in step
 * @param retryLimit when to give up; what is given up goes to the dead letters
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
   * @param directory for its files; without it the task's own
   */
  public record FileBuffer(Optional<Path> directory) {}
}
