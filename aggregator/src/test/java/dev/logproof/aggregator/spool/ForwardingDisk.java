package dev.logproof.aggregator.spool;

import dev.logproof.aggregator.spool.disk.DirectoryLock;
import dev.logproof.aggregator.spool.disk.Disk;
import dev.logproof.aggregator.spool.disk.NioDisk;
import dev.logproof.aggregator.spool.disk.ReadableFile;
import dev.logproof.aggregator.spool.disk.WritableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The machine's disk with a hook before each write. Thread-safe. */
public final class ForwardingDisk implements Disk {
  private final Disk disk = new NioDisk();
  private volatile BeforeWrite before = file -> {};

  /** Runs before a file is written or synced. */
  public interface BeforeWrite {
    /** Fails, waits or does nothing. */
    void run(Path file) throws IOException;
  }

  /** Sets the hook. */
  public void beforeWrite(BeforeWrite next) {
    before = next;
  }

  /** Blocks writes until {@code end} is counted down. */
  public void hangUntil(CountDownLatch end) {
    before =
        file -> {
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
  }

  @Override
  public Path realPath(Path path) {
    return disk.realPath(path);
  }

  @Override
  public void createDirectories(Path directory) throws IOException {
    disk.createDirectories(directory);
  }

  @Override
  public List<Path> list(Path directory) throws IOException {
    return disk.list(directory);
  }

  @Override
  public boolean isDirectory(Path path) {
    return disk.isDirectory(path);
  }

  @Override
  public boolean exists(Path path) {
    return disk.exists(path);
  }

  @Override
  public WritableFile create(Path file) throws IOException {
    return new Forwarding(file, disk.create(file));
  }

  @Override
  public WritableFile append(Path file) throws IOException {
    return disk.append(file);
  }

  @Override
  public ReadableFile open(Path file) throws IOException {
    return disk.open(file);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    disk.rename(from, to);
  }

  @Override
  public void delete(Path file) throws IOException {
    disk.delete(file);
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    disk.syncDirectory(directory);
  }

  @Override
  public Optional<DirectoryLock> tryLock(Path file) throws IOException {
    return disk.tryLock(file);
  }

  /** Runs the hook before writes and syncs. */
  private final class Forwarding implements WritableFile {
    private final Path path;
    private final WritableFile file;

    Forwarding(Path path, WritableFile file) {
      this.path = path;
      this.file = file;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      before.run(path);
      file.write(bytes);
    }

    @Override
    public void truncate(long bytes) throws IOException {
      file.truncate(bytes);
    }

    @Override
    public void force() throws IOException {
      before.run(path);
      file.force();
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
