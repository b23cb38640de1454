package dev.logproof.aggregator.spool.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The file operations that the spool depends on, and their durability: contents survive a power
 * loss after {@link WritableFile#force}, names after {@link #syncDirectory}. Files and directories
 * are created for their owner alone. Thread-safe; calls may block for as long as the disk does.
 */
public interface Disk {
  /** Returns one path for all that lead to {@code path}, which need not exist. */
  Path realPath(Path path);

  /** Creates {@code directory} and its missing parents, and makes their names durable. */
  void createDirectories(Path directory) throws IOException;

  /** Names the entries of {@code directory} in order; none when it does not exist. */
  List<Path> list(Path directory) throws IOException;

  /** Returns true for a directory, also behind a symbolic link. */
  boolean isDirectory(Path path);

  /** Returns true when {@code path} names something. */
  boolean exists(Path path);

  /** Creates {@code file}, which must not exist, for writing. */
  WritableFile create(Path file) throws IOException;

  /**
   * Opens {@code file} for appending, and creates it when missing. An interrupt of the calling
   * thread does not close it.
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
   * Locks {@code file}, created when missing, until the lock is closed or the process is gone.
   *
   * @return empty when another process holds the lock
   */
  Optional<DirectoryLock> tryLock(Path file) throws IOException;
}
