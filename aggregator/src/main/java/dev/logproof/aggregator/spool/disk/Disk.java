package dev.logproof.aggregator.spool.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * File operations. Contents survive a power loss after {@link WritableFile#force}, names after
 * {@link #syncDirectory}. Only the owner can access new files and directories. Thread-safe; blocks
 * as long as the disk does.
 */
public interface Disk {
  /** Returns the canonical path, which need not exist. */
  Path realPath(Path path);

  /** Creates {@code directory} and its parents, with durable names. */
  void createDirectories(Path directory) throws IOException;

  /** Lists {@code directory} in order; empty if it does not exist. */
  List<Path> list(Path directory) throws IOException;

  /** Returns true also for a symbolic link to a directory. */
  boolean isDirectory(Path path);

  /** Returns true if {@code path} exists. */
  boolean exists(Path path);

  /** Creates {@code file}, which must not exist. */
  WritableFile create(Path file) throws IOException;

  /** Opens {@code file} for appending, creating it if missing. An interrupt does not close it. */
  WritableFile append(Path file) throws IOException;

  /** Opens {@code file} for reading. An interrupt does not close it. */
  ReadableFile open(Path file) throws IOException;

  /** Renames {@code from}; {@code to} must not exist. */
  void rename(Path from, Path to) throws IOException;

  /** Deletes {@code file} if it exists. */
  void delete(Path file) throws IOException;

  /** Makes the names in {@code directory} durable. */
  void syncDirectory(Path directory) throws IOException;

  /** Locks {@code file}, creating it if missing; empty if another process holds it. */
  Optional<DirectoryLock> tryLock(Path file) throws IOException;
}
