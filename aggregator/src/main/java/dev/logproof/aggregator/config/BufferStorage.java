package dev.logproof.aggregator.config;

import java.nio.file.Path;

/** Where a buffer keeps its chunks: {@code @type} and {@code path} of {@code <buffer>}. */
public sealed interface BufferStorage {
  /** {@code @type memory}. */
  BufferStorage MEMORY = new InMemory();

  /** {@code @type file} without a path. */
  BufferStorage TASK_SPOOL = new InTaskSpool();

  /** Returns whether chunks outlive the task. */
  boolean isOnDisk();

  /** Has no settings. */
  record InMemory() implements BufferStorage {
    @Override
    public boolean isOnDisk() {
      return false;
    }
  }

  /** On disk, in the task's spool directory. */
  record InTaskSpool() implements BufferStorage {
    @Override
    public boolean isOnDisk() {
      return true;
    }
  }

  /** On disk, in a directory of its own. */
  record InDirectory(Path path) implements BufferStorage {
    @Override
    public boolean isOnDisk() {
      return true;
    }
  }
}
