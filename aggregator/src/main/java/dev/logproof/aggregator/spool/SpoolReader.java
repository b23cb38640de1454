package dev.logproof.aggregator.spool;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads one spool file, entry by entry, up to its end or to the first that is not whole: behind a
 * damaged length nothing can be found again. Confined to one thread.
 */
public final class SpoolReader implements AutoCloseable {
  private final Path path;
  private final DataInputStream in;
  private final long fileBytes;
  private long wholeBytes;

  private SpoolReader(Path path, DataInputStream in, long fileBytes) {
    this.path = path;
    this.in = in;
    this.fileBytes = fileBytes;
  }

  /** Opens {@code path}. */
  static SpoolReader open(Path path) throws IOException {
    return read(path, new BufferedInputStream(Files.newInputStream(path)), Files.size(path));
  }

  /**
   * Reads {@code in}, the {@code fileBytes} bytes of what is called {@code path}; closes it.
   *
   * @throws IOException when it is no spool file
   */
  public static SpoolReader read(Path path, InputStream in, long fileBytes) throws IOException {
    SpoolReader reader = new SpoolReader(path, new DataInputStream(in), fileBytes);
    try {
      reader.readMagic();
      return reader;
    } catch (IOException e) {
      reader.close();
      throw e;
    }
  }

  private void readMagic() throws IOException {
    byte[] magic = in.readNBytes(SpoolFormat.MAGIC.length);
    if (!Arrays.equals(magic, SpoolFormat.MAGIC)) {
      throw new IOException(path + " is not a spool file of this version");
    }
    wholeBytes = magic.length;
  }

  /** The records of the next whole entry; nothing at the end, or where the damage begins. */
  public Optional<List<byte[]>> next() throws IOException {
    try {
      int length = in.readInt();
      int checksum = in.readInt();
      long left = fileBytes - wholeBytes - SpoolFormat.HEADER_BYTES;
      if (length < Integer.BYTES || length > SpoolFormat.MAX_BODY_BYTES || length > left) {
        return Optional.empty();
      }
      byte[] body = in.readNBytes(length);
      Optional<List<byte[]>> records = SpoolFormat.records(body, checksum);
      records.ifPresent(whole -> wholeBytes += SpoolFormat.HEADER_BYTES + length);
      return records;
    } catch (EOFException e) {
      return Optional.empty();
    }
  }

  /** Bytes behind the last whole entry; 0 when the file is whole. */
  public long damagedBytes() {
    return fileBytes - wholeBytes;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
