package dev.logproof.aggregator.spool;

import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.spool.SpoolRegion.CutEntry;
import dev.logproof.aggregator.spool.SpoolRegion.Entry;
import dev.logproof.aggregator.spool.SpoolRegion.Unreadable;
import dev.logproof.aggregator.spool.disk.Disk;
import dev.logproof.aggregator.spool.disk.ReadableFile;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Reads a spool file region by region. After damage it continues at the next intact header, so no
 * damage hides an intact entry. Confined to one thread.
 */
public final class SpoolReader implements AutoCloseable {
  private static final int WINDOW_BYTES = 1 << 16;

  private final ReadableFile file;
  private final FileIdentity identity;
  private final long fileBytes;
  private final byte[] window = new byte[WINDOW_BYTES];
  private long windowStart;
  private int windowBytes;
  private long position;
  private boolean headerIntact;

  private SpoolReader(ReadableFile file, FileIdentity identity) throws IOException {
    this.file = file;
    this.identity = identity;
    this.fileBytes = file.size();
  }

  /**
   * Reads {@code file}; reports a damaged file header as an unreadable region.
   *
   * @param identity from the header, or from the path if the header is damaged
   */
  public static SpoolReader read(ReadableFile file, FileIdentity identity) throws IOException {
    SpoolReader reader = new SpoolReader(file, identity);
    byte[] header = new byte[identity.headerBytes()];
    if (header.length <= reader.fileBytes) {
      file.read(0, header, 0, header.length);
      reader.headerIntact = FileIdentity.ofHeader(header).filter(identity::equals).isPresent();
      reader.position = reader.headerIntact ? header.length : 0;
    }
    return reader;
  }

  static SpoolReader open(Disk disk, Path path, FileIdentity identity) throws IOException {
    ReadableFile file = disk.open(path);
    boolean read = false;
    try {
      SpoolReader reader = read(file, identity);
      read = true;
      return reader;
    } finally {
      if (!read) {
        file.close();
      }
    }
  }

  static byte[] start(Disk disk, Path path) throws IOException {
    try (ReadableFile file = disk.open(path)) {
      byte[] start = new byte[(int) Math.min(file.size(), SpoolFormat.MAX_FILE_HEADER_BYTES)];
      file.read(0, start, 0, start.length);
      return start;
    }
  }

  boolean isHeaderIntact() {
    return headerIntact;
  }

  /** Returns the next region; empty at the end. */
  public Optional<SpoolRegion> next() throws IOException {
    if (position >= fileBytes) {
      return Optional.empty();
    }
    Optional<EntryHeader> here = headerAt(position);
    if (here.isEmpty()) {
      long start = position;
      position++;
      skipToHeader();
      return Optional.of(new Unreadable(start, position - start));
    }
    EntryHeader header = here.get();
    if (header.endOffset() > fileBytes) {
      // The bytes up to the next header belong to its body.
      position = header.bodyOffset();
      skipToHeader();
      return Optional.of(new CutEntry(header));
    }
    position = header.endOffset();
    return Optional.of(new Entry(header));
  }

  private void skipToHeader() throws IOException {
    while (position < fileBytes && headerAt(position).isEmpty()) {
      position++;
    }
    position = Math.min(position, fileBytes);
  }

  private Optional<EntryHeader> headerAt(long offset) throws IOException {
    if (offset + SpoolFormat.ENTRY_HEADER_BYTES > fileBytes) {
      return Optional.empty();
    }
    boolean inWindow =
        offset >= windowStart
            && offset + SpoolFormat.ENTRY_HEADER_BYTES <= windowStart + windowBytes;
    if (!inWindow) {
      fill(offset);
    }
    int start = (int) (offset - windowStart);
    if (window[start] != (byte) (identity.salt() >>> (Long.SIZE - Byte.SIZE))) {
      return Optional.empty();
    }
    return SpoolFormat.decode(identity, offset, window, start);
  }

  /** Reads ahead only while searching, because entries are far apart. */
  private void fill(long offset) throws IOException {
    boolean searching = offset > windowStart && offset <= windowStart + windowBytes;
    int wanted = searching ? WINDOW_BYTES : SpoolFormat.ENTRY_HEADER_BYTES;
    windowBytes = 0;
    int bytes = (int) Math.min(wanted, fileBytes - offset);
    file.read(offset, window, 0, bytes);
    windowStart = offset;
    windowBytes = bytes;
  }

  /** Returns the entry's records; empty if the body is damaged. */
  public Optional<Chunk> body(EntryHeader header, ByteBufAllocator allocator) throws IOException {
    return body(file, header, allocator);
  }

  static Optional<Chunk> body(ReadableFile file, EntryHeader header, ByteBufAllocator allocator)
      throws IOException {
    CRC32C crc = new CRC32C();
    Optional<int[]> ends = ends(file, header, crc);
    if (ends.isEmpty()) {
      return Optional.empty();
    }
    ByteBuf bytes = allocator.directBuffer(Math.max(1, header.contentBytes()));
    boolean intact = false;
    try {
      readContent(file, header, crc, bytes);
      intact = (int) crc.getValue() == header.bodyChecksum();
    } finally {
      if (!intact) {
        bytes.release();
      }
    }
    return intact ? Optional.of(Chunk.of(bytes, ends.get())) : Optional.empty();
  }

  /** Returns empty if the sizes do not match the body. */
  private static Optional<int[]> ends(ReadableFile file, EntryHeader header, CRC32C crc)
      throws IOException {
    int[] ends = new int[header.records()];
    byte[] piece = new byte[Math.min(WINDOW_BYTES, ends.length * Integer.BYTES)];
    long end = 0;
    int record = 0;
    while (record < ends.length) {
      int bytes = Math.min(piece.length, (ends.length - record) * Integer.BYTES);
      file.read(header.bodyOffset() + (long) record * Integer.BYTES, piece, 0, bytes);
      crc.update(piece, 0, bytes);
      ByteBuffer sizes = ByteBuffer.wrap(piece, 0, bytes);
      while (sizes.hasRemaining()) {
        int size = sizes.getInt();
        end += size;
        if (size < 0 || end > header.contentBytes()) {
          return Optional.empty();
        }
        ends[record++] = (int) end;
      }
    }
    return end == header.contentBytes() ? Optional.of(ends) : Optional.empty();
  }

  private static void readContent(ReadableFile file, EntryHeader header, CRC32C crc, ByteBuf target)
      throws IOException {
    long offset = header.endOffset() - header.contentBytes();
    byte[] piece = new byte[Math.min(WINDOW_BYTES, header.contentBytes())];
    while (offset < header.endOffset()) {
      int bytes = (int) Math.min(piece.length, header.endOffset() - offset);
      file.read(offset, piece, 0, bytes);
      crc.update(piece, 0, bytes);
      target.writeBytes(piece, 0, bytes);
      offset += bytes;
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
