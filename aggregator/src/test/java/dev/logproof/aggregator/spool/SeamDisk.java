package dev.logproof.aggregator.spool;

import dev.logproof.aggregator.spool.disk.NioDisk;
import dev.logproof.aggregator.spool.disk.ReadableFile;
import dev.logproof.aggregator.spool.disk.WritableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The machine's disk with a hook, which may throw, before each operation on files. */
public final class SeamDisk extends NioDisk {
  private final DiskHook hook;

  /** Runs before an operation. */
  public interface DiskHook {
    /** Throws or does nothing. */
    void reach(SpoolSeam seam) throws IOException;
  }

  /** Runs {@code hook} on every thread that uses the disk. */
  public SeamDisk(DiskHook hook) {
    this.hook = hook;
  }

  @Override
  public WritableFile create(Path file) throws IOException {
    hook.reach(SpoolSeam.CREATE);
    return new HookedWrites(super.create(file), SpoolSeam.WRITE);
  }

  @Override
  public WritableFile append(Path file) throws IOException {
    return new HookedWrites(super.append(file), SpoolSeam.MARK);
  }

  @Override
  public ReadableFile open(Path file) throws IOException {
    hook.reach(SpoolSeam.OPEN);
    return new HookedReads(super.open(file));
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    hook.reach(SpoolSeam.RENAME);
    super.rename(from, to);
  }

  @Override
  public void delete(Path file) throws IOException {
    hook.reach(SpoolSeam.DELETE);
    super.delete(file);
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    hook.reach(SpoolSeam.SYNC_DIRECTORY);
    super.syncDirectory(directory);
  }

  private final class HookedWrites implements WritableFile {
    private final WritableFile file;
    private final SpoolSeam seam;

    HookedWrites(WritableFile file, SpoolSeam seam) {
      this.file = file;
      this.seam = seam;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      hook.reach(seam);
      file.write(bytes);
    }

    @Override
    public void truncate(long bytes) throws IOException {
      file.truncate(bytes);
    }

    @Override
    public void force() throws IOException {
      hook.reach(SpoolSeam.FORCE);
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

  private final class HookedReads implements ReadableFile {
    private final ReadableFile file;

    HookedReads(ReadableFile file) {
      this.file = file;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public void read(long offset, byte[] target, int start, int length) throws IOException {
      hook.reach(SpoolSeam.READ);
      file.read(offset, target, start, length);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
