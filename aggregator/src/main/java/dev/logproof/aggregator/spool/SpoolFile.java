package dev.logproof.aggregator.spool;

import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.spool.disk.Disk;
import dev.logproof.aggregator.spool.disk.ReadableFile;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A spool file whose entries are in delivery. It is removed when it is complete and each of its
 * entries is delivered or kept elsewhere, and set aside instead when something in it is damaged.
 * Before that, delivered entries are marked. Thread-safe: delivery threads end entries.
 */
final class SpoolFile {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolFile.class);

  private final Disk disk;
  private final Path path;
  private final FileIdentity identity;
  private final AckedOffsets acked;
  private final AtomicLong heldBytes;
  private Damage damage = Damage.NONE;
  private int open;
  private boolean complete;

  /**
   * Creates the state of {@code path}, which exists.
   *
   * @param heldBytes sum over the entries in delivery, kept up to date
   */
  SpoolFile(Disk disk, Path path, FileIdentity identity, AtomicLong heldBytes) {
    this.disk = disk;
    this.path = path;
    this.identity = identity;
    this.acked = new AckedOffsets(disk, path, identity);
    this.heldBytes = heldBytes;
  }

  Path path() {
    return path;
  }

  FileIdentity identity() {
    return identity;
  }

  AckedOffsets acked() {
    return acked;
  }

  /** Begins the delivery of an entry. */
  synchronized Copy hold(EntryHeader entry) {
    open++;
    heldBytes.addAndGet(entry.contentBytes());
    return new Copy(entry);
  }

  /** Notes that all entries have been handed out, and what of the file is damaged. */
  synchronized void complete(Damage found) {
    damage = found;
    complete = true;
    removeIfDone(-1);
  }

  private synchronized void end(EntryHeader entry, boolean delivered) {
    open--;
    heldBytes.addAndGet(-entry.contentBytes());
    boolean isLast = complete && open == 0;
    if (delivered && !isLast) {
      acked.add(entry.offset());
    }
    removeIfDone(delivered ? entry.offset() : -1);
  }

  private void removeIfDone(long lastOffset) {
    if (!complete || open > 0) {
      return;
    }
    try {
      if (damage.isNone()) {
        disk.delete(path);
      } else {
        setAside();
      }
      acked.remove();
    } catch (IOException e) {
      LOG.error("cannot remove {}, parts of it may be sent again: {}", path, e.toString());
      if (lastOffset >= 0) {
        acked.add(lastOffset);
      }
    }
  }

  private void setAside() throws IOException {
    int attempt = 0;
    Path target = SpoolNames.damaged(path, damage, attempt);
    while (disk.exists(target)) {
      target = SpoolNames.damaged(path, damage, ++attempt);
    }
    disk.rename(path, target);
    LOG.error("the intact entries of {} are delivered; the file is kept as {}", path, target);
  }

  /** One entry in delivery. Opens the file anew, since delivery threads may be interrupted. */
  final class Copy implements Chunk.DiskCopy {
    private final EntryHeader entry;

    private Copy(EntryHeader entry) {
      this.entry = entry;
    }

    @Override
    public Chunk read(ByteBufAllocator allocator) throws IOException {
      try (ReadableFile file = disk.open(path)) {
        return SpoolReader.body(file, entry, allocator)
            .orElseThrow(() -> new IOException(path + " is damaged at " + entry.offset()));
      }
    }

    @Override
    public void done() {
      end(entry, true);
    }

    /** Ends it without a mark: the entry may not have reached the disk. */
    void forget() {
      end(entry, false);
    }
  }
}
