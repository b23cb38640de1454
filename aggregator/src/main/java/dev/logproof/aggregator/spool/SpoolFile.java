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
 * Spool file whose entries are in delivery. Once it is complete and each entry is delivered or
 * stored elsewhere, it is removed, or renamed if parts are damaged. Thread-safe.
 */
final class SpoolFile {
  private static final Logger LOG = LoggerFactory.getLogger(SpoolFile.class);

  private final Disk disk;
  private final SpoolFileRef ref;
  private final AckedOffsets acked;
  private final AtomicLong heldBytes;
  private Damage damage = Damage.NONE;
  private int open;
  private boolean complete;

  SpoolFile(Disk disk, SpoolFileRef ref, AtomicLong heldBytes) {
    this.disk = disk;
    this.ref = ref;
    this.acked = new AckedOffsets(disk, ref.path(), ref.identity());
    this.heldBytes = heldBytes;
  }

  SpoolFileRef ref() {
    return ref;
  }

  AckedOffsets acked() {
    return acked;
  }

  synchronized Copy hold(EntryHeader entry) {
    open++;
    heldBytes.addAndGet(entry.contentBytes());
    return new Copy(entry);
  }

  /** Records that all entries were handed out. */
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
        disk.delete(ref.path());
      } else {
        setAside();
      }
      acked.remove();
    } catch (IOException | RuntimeException | Error e) {
      LOG.error(
          "cannot remove {}, some of its events may be sent again: {}", ref.path(), e.toString());
      if (lastOffset >= 0) {
        acked.add(lastOffset);
      }
    }
  }

  private void setAside() throws IOException {
    Path path = ref.path();
    int attempt = 0;
    Path target = SpoolNames.damaged(path, damage, attempt);
    while (disk.exists(target)) {
      target = SpoolNames.damaged(path, damage, ++attempt);
    }
    disk.rename(path, target);
    LOG.error("delivered the intact entries of {}; the file is kept as {}", path, target);
  }

  /** Entry in delivery. Opens the file for each read, since delivery threads may be interrupted. */
  final class Copy implements Chunk.DiskCopy {
    private final EntryHeader entry;

    private Copy(EntryHeader entry) {
      this.entry = entry;
    }

    @Override
    public Chunk read(ByteBufAllocator allocator) throws IOException {
      try (ReadableFile file = disk.open(ref.path())) {
        return SpoolReader.body(file, entry, allocator)
            .orElseThrow(() -> new IOException(ref.path() + " is damaged at " + entry.offset()));
      }
    }

    @Override
    public void done() {
      end(entry, true);
    }

    /** Sets no mark, because the entry may not have reached the disk. */
    void forget() {
      end(entry, false);
    }
  }
}
