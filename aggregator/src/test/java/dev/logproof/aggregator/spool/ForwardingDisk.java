package dev.logproof.aggregator.spool;

import dev.logproof.aggregator.Latches;
import dev.logproof.aggregator.spool.disk.NioDisk;
import dev.logproof.aggregator.spool.disk.WritableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The machine's disk with a hook before each write of a new file. Thread-safe. */
public final class ForwardingDisk extends NioDisk {
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

  /** Blocks writes, which open {@code reached}, until {@code end} opens. */
  public void hang(CountDownLatch reached, CountDownLatch end) {
    before =
        file -> {
          reached.countDown();
          Latches.pass(end);
        };
  }

  @Override
  public WritableFile create(Path file) throws IOException {
    return new Hooked(file, super.create(file));
  }

  /** Runs the hook before writes and syncs. */
  private final class Hooked implements WritableFile {
    private final Path path;
    private final WritableFile file;

    Hooked(Path path, WritableFile file) {
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
