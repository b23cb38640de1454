package dev.logproof.aggregator.spool;

import dev.logproof.aggregator.Latches;
import dev.logproof.aggregator.spool.disk.NioDisk;
import dev.logproof.aggregator.spool.disk.ReadableFile;
import dev.logproof.aggregator.spool.disk.WritableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The machine's disk with a hook, which may throw or wait, before each operation on files. */
public final class SeamDisk extends NioDisk {
  private volatile DiskHook hook = (seam, file) -> {};

  /** Runs before an operation. */
  public interface DiskHook {
    /** Throws, waits or does nothing. */
    void reach(SpoolSeam seam, Path file) throws IOException;
  }

  /** Sets the hook; it runs on every thread that uses the disk. */
  public void before(DiskHook next) {
    hook = next;
  }

  /** Runs {@code next} before entries are written or synced. */
  public void beforeWrite(DiskHook next) {
    hook =
        (seam, file) -> {
          if (seam == SpoolSeam.WRITE || seam == SpoolSeam.FORCE) {
            next.reach(seam, file);
          }
        };
  }

  /** Blocks writes, which open {@code reached}, until {@code end} opens. */
  public void hang(CountDownLatch reached, CountDownLatch end) {
    beforeWrite(
        (seam, file) -> {
          reached.countDown();
          Latches.pass(end);
        });
  }

  @Override
  public WritableFile create(Path file) throws IOException {
    hook.reach(SpoolSeam.CREATE, file);
    return new HookedWrites(this, file, super.create(file), SpoolSeam.WRITE);
  }

  @Override
  public WritableFile append(Path file) throws IOException {
    return new HookedWrites(this, file, super.append(file), SpoolSeam.MARK);
  }

  @Override
  public ReadableFile open(Path file) throws IOException {
    hook.reach(SpoolSeam.OPEN, file);
    return new HookedReads(this, file, super.open(file));
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    hook.reach(SpoolSeam.RENAME, from);
    super.rename(from, to);
  }

  @Override
  public void delete(Path file) throws IOException {
    hook.reach(SpoolSeam.DELETE, file);
    super.delete(file);
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    hook.reach(SpoolSeam.SYNC_DIRECTORY, directory);
    super.syncDirectory(directory);
  }

  private record HookedWrites(SeamDisk disk, Path path, WritableFile file, SpoolSeam seam)
      implements WritableFile {
    @Override
    public void write(ByteBuffer bytes) throws IOException {
      disk.hook.reach(seam, path);
      file.write(bytes);
    }

    @Override
    public void truncate(long bytes) throws IOException {
      file.truncate(bytes);
    }

    @Override
    public void force() throws IOException {
      disk.hook.reach(SpoolSeam.FORCE, path);
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

  private record HookedReads(SeamDisk disk, Path path, ReadableFile file) implements ReadableFile {
    @Override
    public void read(long offset, byte[] target, int start, int length) throws IOException {
      disk.hook.reach(SpoolSeam.READ, path);
      file.read(offset, target, start, length);
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
