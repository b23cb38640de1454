package dev.logproof.aggregator.spool;

import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.spool.disk.Disk;
import dev.logproof.aggregator.spool.disk.WritableFile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Appends entries to a new file under a temporary name. Publishing syncs the contents, renames the
 * file, and syncs its name. A failed append is truncated. Confined to one thread at a time.
 */
final class SpoolWriter implements AutoCloseable {
  private final Disk disk;
  private final Path path;
  private final Path temporary;
  private final FileIdentity identity;
  private final WritableFile file;
  private final EntryBody body = new EntryBody();
  private long offset;
  private boolean broken;

  private SpoolWriter(Disk disk, Path path, FileIdentity identity) throws IOException {
    this.disk = disk;
    this.path = path;
    this.temporary = path.resolveSibling(SpoolNames.base(path) + SpoolNames.TEMPORARY);
    this.identity = identity;
    this.file = disk.create(temporary);
  }

  /** {@code path} is the published name. */
  static SpoolWriter create(Disk disk, Path path, FileIdentity identity) throws IOException {
    SpoolWriter writer = new SpoolWriter(disk, path, identity);
    try {
      writer.file.write(identity.header());
      writer.offset = identity.headerBytes();
      return writer;
    } catch (IOException e) {
      writer.discard();
      throw e;
    }
  }

  /** Appends completely or not at all. */
  EntryHeader append(Chunk chunk) throws IOException {
    if (broken) {
      throw new IOException(path + " ends in an entry that could not be removed");
    }
    EntryHeader header = body.header(chunk, offset);
    boolean written = false;
    try {
      file.write(SpoolFormat.encode(identity, header));
      body.write(chunk, file::write);
      written = true;
    } finally {
      if (!written) {
        cutBack();
      }
    }
    offset = header.endOffset();
    return header;
  }

  private void cutBack() throws IOException {
    broken = true;
    file.truncate(offset);
    broken = false;
  }

  void force() throws IOException {
    file.force();
  }

  void publish() throws IOException {
    file.force();
    disk.rename(temporary, path);
    disk.syncDirectory(path.getParent());
  }

  long sizeBytes() {
    return offset;
  }

  FileIdentity identity() {
    return identity;
  }

  Path path() {
    return path;
  }

  void discard() throws IOException {
    try (file) {
      disk.delete(temporary);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
