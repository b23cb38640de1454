package dev.logproof.aggregator.spool.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * File operations of the spool, and their durability: contents survive a power loss after {@link
 * WritableFile#force}, names after {@link #syncDirectory}. New files and directories are accessible
 * only to their owner. Thread-safe; calls block for as long as the disk does.
 */
public interface Disk {
  /** Returns the canonical form of {@code path}, which need not exist. */
  Path realPath(Path path);

  /** Creates {@code directory} and its missing parents, with durable names. */
  void createDirectories(Path directory) throws IOException;

  /** Lists the entries of {@code directory} in order; empty if it does not exist. */
  List<Path> list(Path directory) throws IOException;

  /** Returns true for a directory or a symbolic link to one. */
  boolean isDirectory(Path path);

  /** Returns true if {@code path} exists. */
  boolean exists(Path path);

  /** Creates {@code file} for writing; it must not exist. */
  WritableFile create(Path file) throws IOException;

  /**
   * Opens {@code file} for appending, creating it if missing. An interrupt of the calling thread
   * does not close it.
   */
  WritableFile append(Path file) throws IOException;

  /** Opens {@code file} for reading. An interrupt of the calling thread does not close it. */
  ReadableFile open(Path file) throws IOException;

  /** Renames {@code from} to {@code to}, which must not exist. */
  void rename(Path from, Path to) throws IOException;

  /** Deletes {@code file} if it exists. */
  void delete(Path file) throws IOException;

  /** Makes the names in {@code directory} durable. */
  void syncDirectory(Path directory) throws IOException;

  /**
   * Locks {@code file}, creating it if missing, until the lock is closed or the process ends.
   *
   * @return empty if another process holds the lock
   */
  Optional<DirectoryLock> tryLock(Path file) throws IOException;
}
