package dev.logproof.aggregator.spool;

import dev.logproof.aggregator.spool.disk.Disk;
import dev.logproof.aggregator.spool.disk.ReadableFile;
import dev.logproof.aggregator.spool.disk.WritableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Marks delivered entries in a file beside the spool file, as {@code offset:8 crc32c:4} each. The
 * checksum covers the spool file's identity, so zeros and foreign marks are ignored. Not synced: a
 * power loss repeats entries and loses none. Thread-safe; blocks.
 */
final class AckedOffsets implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AckedOffsets.class);
  private static final int MARK_BYTES = Long.BYTES + Integer.BYTES;
  private static final int PIECE_MARKS = 4_096;

  private final Disk disk;
  private final Path path;
  private final FileIdentity identity;

  /** Null while closed. */
  private WritableFile out;

  private boolean failed;

  AckedOffsets(Disk disk, Path spoolFile, FileIdentity identity) {
    this.disk = disk;
    this.path = SpoolNames.acked(spoolFile);
    this.identity = identity;
  }

  /** Skips damaged marks. */
  Set<Long> read() throws IOException {
    Set<Long> offsets = new HashSet<>();
    if (!disk.exists(path)) {
      return offsets;
    }
    try (ReadableFile in = disk.open(path)) {
      long end = in.size() - in.size() % MARK_BYTES;
      byte[] piece = new byte[(int) Math.min(end, (long) PIECE_MARKS * MARK_BYTES)];
      for (long at = 0; at < end; at += piece.length) {
        int bytes = (int) Math.min(piece.length, end - at);
        in.read(at, piece, 0, bytes);
        add(offsets, ByteBuffer.wrap(piece, 0, bytes));
      }
    }
    return offsets;
  }

  private void add(Set<Long> offsets, ByteBuffer marks) {
    while (marks.hasRemaining()) {
      long offset = marks.getLong();
      if (marks.getInt() == checksum(offset)) {
        offsets.add(offset);
      }
    }
  }

  private int checksum(long offset) {
    CRC32C crc = identity.newChecksum();
    crc.update(ByteBuffer.allocate(Long.BYTES).putLong(offset).flip());
    return (int) crc.getValue();
  }

  synchronized void add(long offset) {
    try {
      if (out == null) {
        out = disk.append(path);
        out.truncate(out.size() - out.size() % MARK_BYTES);
      }
      out.write(ByteBuffer.allocate(MARK_BYTES).putLong(offset).putInt(checksum(offset)).flip());
    } catch (IOException | RuntimeException | Error e) {
      warn(e);
    }
  }

  /** Warns once per file and closes it; the next mark reopens it. */
  private void warn(Throwable cause) {
    if (!failed) {
      LOG.warn(
          "cannot mark delivered entries in {}, they may be sent again: {}",
          path,
          cause.toString());
    }
    failed = true;
    try {
      close();
    } catch (IOException e) {
      LOG.debug("cannot close {}: {}", path, e.toString());
    }
  }

  synchronized void remove() throws IOException {
    close();
    disk.delete(path);
  }

  @Override
  public synchronized void close() throws IOException {
    WritableFile file = out;
    out = null;
    if (file != null) {
      file.close();
    }
  }
}
