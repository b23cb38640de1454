package dev.logproof.aggregator.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Stream of a spool file, and a random salt unknown to clients. Both are also in the path, so that
 * entries stay readable after the file header is damaged.
 */
public record FileIdentity(StreamId stream, long salt) {
  private static final int SALT_DIGITS = 16;

  /** Returns the encoded file header. */
  public ByteBuffer header() {
    byte[] region = stream.region().getBytes(UTF_8);
    byte[] name = stream.name().getBytes(UTF_8);
    ByteBuffer header = ByteBuffer.allocate(SpoolFormat.fileHeaderBytes(region, name));
    header.put(SpoolFormat.magic()).putLong(salt);
    header.putShort((short) region.length).put(region);
    header.putShort((short) name.length).put(name);
    header.putInt(SpoolFormat.checksum(header.array(), header.position()));
    return header.flip();
  }

  /** Returns the encoded header of an entry. */
  public ByteBuffer encode(EntryHeader header) {
    return SpoolFormat.encode(this, header);
  }

  int headerBytes() {
    return SpoolFormat.fileHeaderBytes(
        stream.region().getBytes(UTF_8), stream.name().getBytes(UTF_8));
  }

  static Optional<FileIdentity> ofHeader(byte[] start) {
    ByteBuffer in = ByteBuffer.wrap(start);
    if (!SpoolFormat.startsWithMagic(start) || in.remaining() < SpoolFormat.MIN_FILE_HEADER_BYTES) {
      return Optional.empty();
    }
    in.position(SpoolFormat.magic().length);
    long salt = in.getLong();
    Optional<String> region = text(in);
    Optional<String> name = region.isEmpty() ? Optional.empty() : text(in);
    if (name.isEmpty() || in.remaining() < Integer.BYTES) {
      return Optional.empty();
    }
    int checksum = SpoolFormat.checksum(start, in.position());
    return in.getInt() == checksum
        ? Optional.of(new FileIdentity(new StreamId(region.orElseThrow(), name.get()), salt))
        : Optional.empty();
  }

  private static Optional<String> text(ByteBuffer in) {
    int length = in.remaining() < Short.BYTES ? -1 : in.getShort();
    if (length < 0 || length > in.remaining() || length > SpoolFormat.MAX_NAME_BYTES) {
      return Optional.empty();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return Optional.of(new String(bytes, UTF_8));
  }

  String nameSuffix() {
    return HexFormat.of().toHexDigits(salt);
  }

  static Optional<FileIdentity> ofPath(Path file) {
    Path directory = file.getParent();
    String base = SpoolNames.base(file);
    int start = base.length() - SALT_DIGITS;
    if (directory == null || start < 0) {
      return Optional.empty();
    }
    try {
      long salt = HexFormat.fromHexDigitsToLong(base, start, base.length());
      return StreamId.ofDirectory(directory).map(stream -> new FileIdentity(stream, salt));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  CRC32C newChecksum() {
    CRC32C crc = new CRC32C();
    ByteBuffer header = header();
    crc.update(header);
    return crc;
  }
}
