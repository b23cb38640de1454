package dev.logproof.verify.source;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * All members of a GZIP file (RFC 1952), one after another. {@link java.util.zip.GZIPInputStream}
 * takes a damaged header behind a member for the end, and would leave out the rest of an object
 * without an error; here whatever follows a member has to be one. Memory is one buffer. Confined to
 * one thread.
 */
final class GzipMembers extends InputStream {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int MAGIC = 0x1f8b;
  private static final int DEFLATE = 8;
  private static final int TRAILER_BYTES = 8;

  /**
   * Flags of a header: its own checksum, an extra field, a name, a comment; others are reserved.
   */
  private static final int HEADER_CRC = 2;

  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xe0;

  private final Buffered in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private boolean inside;

  GzipMembers(InputStream in) {
    this.in = new Buffered(in);
  }

  /** Compressed bytes, of which the inflater may give some back. */
  private static final class Buffered extends InputStream {
    private final InputStream in;
    private final byte[] bytes = new byte[BUFFER_BYTES];
    private int at;
    private int end;

    Buffered(InputStream in) {
      this.in = in;
    }

    /** False at the end. */
    private boolean fill() throws IOException {
      if (at == end) {
        at = 0;
        end = Math.max(0, in.read(bytes, 0, bytes.length));
      }
      return end > 0;
    }

    @Override
    public int read() throws IOException {
      return fill() ? bytes[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (!fill()) {
        return -1;
      }
      int count = Math.min(length, end - at);
      System.arraycopy(bytes, at, into, offset, count);
      at += count;
      return count;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    try {
      while (inside || in.fill()) {
        if (!inside) {
          readHeader();
        }
        int count = inflate(into, offset, length);
        if (count > 0) {
          return count;
        }
      }
      return -1;
    } catch (DataFormatException e) {
      throw new ZipException("damaged GZIP: " + e.getMessage());
    }
  }

  /** Zero when more input or the next member has to come first. */
  private int inflate(byte[] into, int offset, int length) throws IOException, DataFormatException {
    int count = inflater.inflate(into, offset, length);
    crc.update(into, offset, count);
    if (count > 0) {
      return count;
    }
    if (inflater.finished()) {
      in.at -= inflater.getRemaining();
      readTrailer();
    } else if (inflater.needsDictionary()) {
      throw new ZipException("damaged GZIP: a preset dictionary");
    } else if (in.fill()) {
      inflater.setInput(in.bytes, in.at, in.end - in.at);
      in.at = in.end;
    } else {
      throw new EOFException("GZIP is cut in a member");
    }
    return 0;
  }

  private void readHeader() throws IOException {
    DataInputStream header = new DataInputStream(in);
    if (header.readUnsignedShort() != MAGIC || header.readUnsignedByte() != DEFLATE) {
      throw new ZipException("what follows a GZIP member is none");
    }
    int flags = header.readUnsignedByte();
    if ((flags & RESERVED) != 0) {
      throw new ZipException("damaged GZIP: reserved flags");
    }
    header.readInt();
    header.readUnsignedShort();
    if ((flags & EXTRA) != 0) {
      in.skipNBytes(header.readUnsignedByte() | header.readUnsignedByte() << 8);
    }
    if ((flags & NAME) != 0) {
      skipText(header);
    }
    if ((flags & COMMENT) != 0) {
      skipText(header);
    }
    if ((flags & HEADER_CRC) != 0) {
      header.readUnsignedShort();
    }
    inflater.reset();
    crc.reset();
    inside = true;
  }

  private static void skipText(DataInputStream header) throws IOException {
    int letter = header.readUnsignedByte();
    while (letter != 0) {
      letter = header.readUnsignedByte();
    }
  }

  private void readTrailer() throws IOException {
    byte[] trailer = in.readNBytes(TRAILER_BYTES);
    if (trailer.length < TRAILER_BYTES) {
      throw new EOFException("GZIP is cut in a trailer");
    }
    long length = inflater.getBytesWritten() & 0xffff_ffffL;
    if (littleEndian(trailer, 0) != crc.getValue() || littleEndian(trailer, 4) != length) {
      throw new ZipException("damaged GZIP: a member's checksum or length is wrong");
    }
    inside = false;
  }

  private static long littleEndian(byte[] bytes, int at) {
    long value = 0;
    for (int i = 3; i >= 0; i--) {
      value = value << 8 | Byte.toUnsignedLong(bytes[at + i]);
    }
    return value;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
