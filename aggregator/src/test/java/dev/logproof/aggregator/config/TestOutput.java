package dev.logproof.aggregator.config;

/** Settings of an output for tests; everything else is a default. Immutable. */
public record TestOutput(
    int chunkLimitBytes,
    long totalLimitBytes,
    long memoryLimitBytes,
    long retryWaitMillis,
    boolean onDisk) {
  /** Retries after a second and more. */
  public static final TestOutput SLOW_RETRIES =
      new TestOutput(1 << 20, 1 << 20, 1 << 20, 1_000, false);

  /** Retries after milliseconds, with room for small chunks. */
  public static final TestOutput QUICK_RETRIES =
      new TestOutput(1 << 16, 1 << 30, 64 << 20, 10, false);

  /** Replaces the limit of the buffer in memory. */
  public TestOutput withMemory(long bytes) {
    return new TestOutput(chunkLimitBytes, totalLimitBytes, bytes, retryWaitMillis, onDisk);
  }

  /** Sets whether the buffer is on disk. */
  public TestOutput onDisk(boolean disk) {
    return new TestOutput(
        chunkLimitBytes, totalLimitBytes, memoryLimitBytes, retryWaitMillis, disk);
  }

  /** Returns the buffer alone. */
  public BufferConfig buffer() {
    return new BufferConfig(
        1_000,
        chunkLimitBytes,
        totalLimitBytes,
        onDisk ? BufferStorage.TASK_SPOOL : BufferStorage.MEMORY,
        1,
        OverflowAction.BLOCK,
        retryWaitMillis,
        2,
        retryWaitMillis < 1_000 ? 100 : 30_000,
        true,
        RetryLimit.NONE,
        FlushMode.INTERVAL,
        ChunkKeys.NONE,
        SecondaryConfig.NONE);
  }

  /** Returns the configuration of output {@code out} to the stream {@code stream}. */
  public StreamOutput config() {
    return new StreamOutput(
        "out",
        new StreamAddress("", "stream", AwsAccess.STANDARD),
        RecordContent.JSON,
        StreamRecords.Firehose.EVENTS,
        buffer(),
        InjectConfig.NONE);
  }
}
