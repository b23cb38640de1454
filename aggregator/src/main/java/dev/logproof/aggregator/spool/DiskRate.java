package dev.logproof.aggregator.spool;

import dev.logproof.aggregator.spool.disk.Disk;
import dev.logproof.aggregator.spool.disk.WritableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Write rate of the spool's disk, measured on a daemon thread. Unknown until the probe ends, and
 * for good if the disk hangs. Thread-safe.
 */
final class DiskRate {
  /** Rate of a slow network disk. */
  static final long ASSUMED_BYTES_PER_SECOND = 25L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(DiskRate.class);
  private static final int PROBE_BYTES = 8 << 20;
  private static final int PIECE_BYTES = 1 << 20;

  private final Disk disk;
  private final LongSupplier nanoTime;
  private final AtomicLong bytesPerSecond = new AtomicLong();

  DiskRate(Disk disk) {
    this(disk, System::nanoTime);
  }

  DiskRate(Disk disk, LongSupplier nanoTime) {
    this.disk = disk;
    this.nanoTime = nanoTime;
  }

  Thread measure(Path probe) {
    Thread thread = new Thread(() -> run(probe), "spool-probe");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void run(Path probe) {
    try {
      disk.delete(probe);
      long startNanos = nanoTime.getAsLong();
      try (WritableFile file = disk.create(probe)) {
        ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
        for (int written = 0; written < PROBE_BYTES; written += PIECE_BYTES) {
          file.write(piece.clear());
        }
        file.force();
      }
      long nanos = Math.max(1, nanoTime.getAsLong() - startNanos);
      long rate = Math.max(1, PROBE_BYTES * TimeUnit.SECONDS.toNanos(1) / nanos);
      bytesPerSecond.set(rate);
      LOG.info("the spool's disk writes {} MiB per second", rate >> 20);
    } catch (IOException e) {
      LOG.warn("cannot measure the spool's disk: {}", e.toString());
    } finally {
      remove(probe);
    }
  }

  private void remove(Path probe) {
    try {
      disk.delete(probe);
    } catch (IOException e) {
      LOG.warn("cannot remove {}: {}", probe, e.toString());
    }
  }

  boolean isKnown() {
    return bytesPerSecond.get() > 0;
  }

  long bytesPerSecond() {
    return isKnown() ? bytesPerSecond.get() : ASSUMED_BYTES_PER_SECOND;
  }
}
