package dev.logproof.aggregator.spool;

import dev.logproof.aggregator.spool.disk.DirectoryLock;
import dev.logproof.aggregator.spool.disk.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Directory of one task below a spool root, locked by this process. Files are in {@code
 * <region>/<stream>/}. Thread-safe.
 */
record SpoolSlot(Disk disk, Path directory, DirectoryLock lock) implements AutoCloseable {
  private static final String LOCK = "lock";
  private static final String PREFIX = "task-";

  static Path directory(Path root, int number) {
    return root.resolve(PREFIX + number);
  }

  static boolean isSlot(Path directory) {
    return directory.getFileName().toString().matches(PREFIX + "\\d+");
  }

  /** Returns empty if another task holds {@code directory}. */
  static Optional<SpoolSlot> tryLock(Disk disk, Path directory) throws IOException {
    disk.createDirectories(directory);
    return disk.tryLock(directory.resolve(LOCK)).map(lock -> new SpoolSlot(disk, directory, lock));
  }

  /** Returns matching files, oldest first per stream. */
  List<Path> files(Predicate<Path> wanted) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path region : subdirectories(directory)) {
      for (Path stream : subdirectories(region)) {
        disk.list(stream).stream().filter(wanted).forEach(files::add);
      }
    }
    return files;
  }

  private List<Path> subdirectories(Path parent) throws IOException {
    return disk.list(parent).stream().filter(disk::isDirectory).toList();
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
