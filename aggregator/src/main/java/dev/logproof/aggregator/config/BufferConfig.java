package dev.logproof.aggregator.config;

/**
 * The {@code <buffer>} section of an output.
 *
 * @param flushIntervalMillis longest time an event waits in an open chunk; at least 1
 * @param totalLimitBytes size of all chunks at which {@code overflowAction} applies
 * @param flushThreadCount largest number of requests in flight
 * @param retryExponentialBackoffBase 1 for {@code retry_type periodic}
 * @param retryRandomize varies waits by up to a sixth, so that tasks do not retry in step
 */
public record BufferConfig(
    long flushIntervalMillis,
    int chunkLimitBytes,
    long totalLimitBytes,
    BufferStorage storage,
    int flushThreadCount,
    OverflowAction overflowAction,
    long retryWaitMillis,
    double retryExponentialBackoffBase,
    long retryMaxIntervalMillis,
    boolean retryRandomize,
    RetryLimit retryLimit,
    FlushMode flushMode,
    ChunkKeys keys,
    SecondaryConfig secondary) {
  /** Returns this buffer with one request in flight at most. */
  BufferConfig withOneThread() {
    return new BufferConfig(
        flushIntervalMillis,
        chunkLimitBytes,
        totalLimitBytes,
        storage,
        1,
        overflowAction,
        retryWaitMillis,
        retryExponentialBackoffBase,
        retryMaxIntervalMillis,
        retryRandomize,
        retryLimit,
        flushMode,
        keys,
        secondary);
  }

  /** Returns whether chunks outlive the task. */
  public boolean isOnDisk() {
    return storage.isOnDisk();
  }
}
