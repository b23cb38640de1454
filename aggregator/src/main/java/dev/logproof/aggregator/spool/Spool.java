package dev.logproof.aggregator.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The place on disk of one output's events that a stop left undelivered. The task that holds the
 * lock of the directory recovers what earlier tasks left; another that shares the directory only
 * writes files of its own. Thread-safe.
 */
public final class Spool {
  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
  private static final String SUFFIX = ".spool";

  private final Path directory;
  private final InstantSource clock;
  private Optional<FileChannel> lock = Optional.empty();
  private Optional<SpoolWriter> writer = Optional.empty();
  private long keptEvents;
  private int files;
  private boolean failed;

  /** The spool of {@code outputId} below {@code root}; nothing is made until it is needed. */
  public Spool(Path root, String outputId, InstantSource clock) {
    this.directory = root.resolve(outputId.replaceAll("[^A-Za-z0-9_.-]", "_"));
    this.clock = clock;
  }

  /**
   * Files that earlier tasks left, oldest first; this task is now the one to deliver them.
   *
   * @throws IOException when the directory cannot be read
   */
  public synchronized List<Path> claim() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    lock = tryLock();
    if (lock.isEmpty()) {
      LOG.warn("{} belongs to another task: what it holds is left to that", directory);
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    }
  }

  /** The lock is held as long as the file is open. */
  private Optional<FileChannel> tryLock() throws IOException {
    FileChannel file =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (isLocked(file)) {
      return Optional.of(file);
    }
    file.close();
    return Optional.empty();
  }

  private static boolean isLocked(FileChannel file) throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** Keeps {@code records}; false, and logged, when the disk does not take them. */
  public synchronized boolean keep(List<byte[]> records) {
    if (records.isEmpty()) {
      return true;
    }
    try {
      if (writer.isEmpty()) {
        writer = Optional.of(create());
      }
      writer.get().append(records);
      keptEvents += records.size();
      return true;
    } catch (IOException e) {
      failed = true;
      LOG.error("cannot keep {} events in {}: {}", records.size(), directory, e.toString());
      return false;
    }
  }

  private SpoolWriter create() throws IOException {
    return SpoolWriter.create(newFile());
  }

  private Path newFile() throws IOException {
    Files.createDirectories(directory);
    return directory.resolve(
        String.format(
            "%015d-%d-%06d%s", clock.millis(), ProcessHandle.current().pid(), files++, SUFFIX));
  }

  /** A new file of the log of chunks. */
  synchronized LogSegment newSegment() throws IOException {
    return LogSegment.create(newFile());
  }

  /**
   * The same as {@link #claim}, for a task that writes here all the time and so needs the directory
   * for itself.
   *
   * @throws IOException when it belongs to another task, or cannot be used
   */
  public synchronized List<Path> claimAlone() throws IOException {
    Files.createDirectories(directory);
    List<Path> found = claim();
    if (lock.isEmpty()) {
      throw new IOException(
          directory + " belongs to another task; give each its own path, or --spool-dir");
    }
    return found;
  }

  /**
   * Makes what was kept outlast the machine. Nothing may be kept afterwards.
   *
   * @return how many events are safe
   */
  public synchronized long finish() {
    try {
      if (writer.isPresent()) {
        writer.get().close();
      }
      return keptEvents;
    } catch (IOException e) {
      failed = true;
      LOG.error("cannot make {} outlast a crash: {}", directory, e.toString());
      return 0;
    } finally {
      release();
    }
  }

  /** True when something could not be kept. */
  public synchronized boolean failed() {
    return failed;
  }

  private void release() {
    try {
      if (lock.isPresent()) {
        lock.get().close();
      }
    } catch (IOException e) {
      LOG.warn("cannot release the lock of {}: {}", directory, e.toString());
    }
    lock = Optional.empty();
  }
}
