package dev.logproof.aggregator.spool;

import dev.logproof.aggregator.spool.disk.DirectoryLock;
import dev.logproof.aggregator.spool.disk.Disk;
import dev.logproof.aggregator.spool.disk.ReadableFile;
import dev.logproof.aggregator.spool.disk.WritableFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One process on a {@link MemoryDisk}. Any operation may fail, or kill the process before or after
 * its effect; all later operations fail. Confined to the test's thread.
 */
final class DiskProcess implements Disk {
  private final MemoryDisk disk;
  private final RandomGenerator random;
  private final Faults faults;
  private boolean alive = true;
  private boolean failed;

  /** Operations per kill and per failure; 0 for never. */
  record Faults(int killOneIn, int failOneIn) {
    static final Faults NONE = new Faults(0, 0);
  }

  DiskProcess(MemoryDisk disk, RandomGenerator random, Faults faults) {
    this.disk = disk;
    this.random = random;
    this.faults = faults;
  }

  boolean isAlive() {
    return alive;
  }

  boolean hasFailed() {
    return failed;
  }

  void kill() {
    alive = false;
    disk.unlockAll(this);
  }

  /** Changes the disk. */
  private interface Change {
    void run() throws IOException;
  }

  private void change(Change change) throws IOException {
    check();
    if (hits(faults.killOneIn())) {
      if (random.nextBoolean()) {
        change.run();
      }
      kill();
      check();
    }
    failMaybe();
    change.run();
  }

  private void check() throws IOException {
    if (!alive) {
      throw new IOException("the process is gone");
    }
  }

  private MemoryDisk living() throws IOException {
    check();
    return disk;
  }

  private void failMaybe() throws IOException {
    if (hits(faults.failOneIn())) {
      failed = true;
      throw new IOException("Input/output error");
    }
  }

  private boolean hits(int oneIn) {
    return oneIn > 0 && random.nextInt(oneIn) == 0;
  }

  @Override
  public Path realPath(Path path) {
    return path;
  }

  @Override
  public void createDirectories(Path directory) throws IOException {
    change(() -> disk.createDirectories(directory));
  }

  @Override
  public List<Path> list(Path directory) throws IOException {
    return living().list(directory);
  }

  @Override
  public boolean isDirectory(Path path) {
    return disk.isDirectory(path);
  }

  @Override
  public boolean exists(Path path) {
    return disk.files().containsKey(path) || disk.isDirectory(path);
  }

  @Override
  public WritableFile create(Path file) throws IOException {
    change(() -> disk.create(file));
    return new OpenForWriting(disk.file(file));
  }

  @Override
  public WritableFile append(Path file) throws IOException {
    if (!exists(file)) {
      change(() -> disk.create(file));
    }
    return new OpenForWriting(living().file(file));
  }

  @Override
  public ReadableFile open(Path file) throws IOException {
    return new OpenForReading(living().file(file));
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    change(() -> disk.rename(from, to));
  }

  @Override
  public void delete(Path file) throws IOException {
    change(() -> disk.delete(file));
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    change(() -> disk.syncDirectory(directory));
  }

  @Override
  public Optional<DirectoryLock> tryLock(Path file) throws IOException {
    check();
    return disk.lock(file, this) ? Optional.of(() -> disk.unlock(file, this)) : Optional.empty();
  }

  /** A file open for writing. */
  private final class OpenForWriting implements WritableFile {
    private final MemoryFile file;

    OpenForWriting(MemoryFile file) {
      this.file = file;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      if (copy.length > disk.free() && alive) {
        failed = true;
        file.append(copy, (int) disk.free());
        throw new IOException("No space left on device");
      }
      if (hits(faults.failOneIn()) && alive) {
        failed = true;
        file.append(copy, random.nextInt(copy.length + 1));
        throw new IOException("Input/output error");
      }
      if (hits(faults.killOneIn()) && alive) {
        file.append(copy, random.nextInt(copy.length + 1));
        kill();
      }
      check();
      file.append(copy, copy.length);
    }

    @Override
    public void truncate(long bytes) throws IOException {
      change(() -> file.truncate(bytes));
    }

    @Override
    public void force() throws IOException {
      check();
      if (hits(faults.failOneIn())) {
        failed = true;
        file.syncFails();
        throw new IOException("Input/output error");
      }
      change(file::sync);
    }

    @Override
    public long size() throws IOException {
      check();
      return file.visible().length;
    }

    @Override
    public void close() {}
  }

  /** A file open for reading. */
  private final class OpenForReading implements ReadableFile {
    private final MemoryFile file;

    OpenForReading(MemoryFile file) {
      this.file = file;
    }

    @Override
    public long size() throws IOException {
      check();
      return file.visible().length;
    }

    @Override
    public void read(long offset, byte[] target, int start, int length) throws IOException {
      check();
      failMaybe();
      if (offset + length > file.visible().length) {
        throw new EOFException("beyond the end");
      }
      System.arraycopy(file.visible(), (int) offset, target, start, length);
    }

    @Override
    public void close() {}
  }
}
