package dev.logproof.forward.decode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.logproof.forward.msgpack.MessagePackHeader;
import io.netty.buffer.ByteBuf;

/** The option map of a frame, read in place and reused. Confined to one connection. */
final class FrameOptions {
  /** Ids are kept until the chunk is acknowledged. */
  static final int MAX_CHUNK_BYTES = 4 * 1024;

  private static final byte[] CHUNK = "chunk".getBytes(ISO_8859_1);
  private static final byte[] COMPRESSED = "compressed".getBytes(ISO_8859_1);
  private static final byte[] SIZE = "size".getBytes(ISO_8859_1);
  private static final byte[] SIGNAL = "fluent_signal".getBytes(ISO_8859_1);
  private static final byte[] GZIP = "gzip".getBytes(ISO_8859_1);
  private static final byte[] ZSTD = "zstd".getBytes(ISO_8859_1);
  private static final byte[] TEXT = "text".getBytes(ISO_8859_1);
  private static final int FALSE = 0xc2;

  private int chunkStart;
  private int chunkEnd;
  private int compressionStart;
  private int compressionEnd;
  private long size;
  private long signal;
  private boolean known;

  boolean hasChunk() {
    return chunkEnd > chunkStart;
  }

  /** Returns the encoded id including its header; empty without one. */
  byte[] chunk(ByteBuf in) {
    byte[] copy = new byte[chunkEnd - chunkStart];
    in.getBytes(chunkStart, copy);
    return copy;
  }

  /** Returns whether the map has a key that the protocol defines. */
  boolean isKnown() {
    return known;
  }

  /** Returns the announced number of entries; 0 without one. */
  long size() {
    return size;
  }

  /** Returns whether the frame carries metrics or traces. */
  boolean isNoLog() {
    return signal != 0;
  }

  /** Compression of packed entries. */
  enum Compression {
    NONE,
    GZIP,
    ZSTD
  }

  /** Called only for packed frames. */
  Compression compression(ByteBuf in) throws MalformedFrameException {
    int at = compressionStart;
    if (at == compressionEnd || MessagePackHeader.isRaw(in, at, compressionEnd, TEXT)) {
      return Compression.NONE;
    } else if (MessagePackHeader.isRaw(in, at, compressionEnd, GZIP)) {
      return Compression.GZIP;
    } else if (MessagePackHeader.isRaw(in, at, compressionEnd, ZSTD)) {
      return Compression.ZSTD;
    }
    throw new MalformedFrameException(
        at, "this compression is not supported; supported are text, gzip and zstd");
  }

  void clear() {
    chunkStart = 0;
    chunkEnd = 0;
    compressionStart = 0;
    compressionEnd = 0;
    size = 0;
    signal = 0;
    known = false;
  }

  void read(ByteBuf in, int at) throws MalformedFrameException {
    clear();
    if (!MessagePackHeader.isMap(in.getUnsignedByte(at))) {
      return;
    }
    long header = MessagePackHeader.read(in, at, in.writerIndex());
    int key = at + MessagePackHeader.bytes(header);
    for (long pairs = MessagePackHeader.children(header) / 2; pairs > 0; pairs--) {
      int value = MessagePackHeader.endOf(in, key);
      int next = MessagePackHeader.endOf(in, value);
      take(in, key, value, next);
      key = next;
    }
  }

  private void take(ByteBuf in, int key, int value, int next) throws MalformedFrameException {
    int first = in.getUnsignedByte(value);
    int end = first == MessagePackHeader.NIL || first == FALSE ? value : next;
    if (MessagePackHeader.isRaw(in, key, value, CHUNK)) {
      if (end - value > MAX_CHUNK_BYTES) {
        throw new MalformedFrameException(
            value, "chunk id of " + (end - value) + " bytes, the limit is " + MAX_CHUNK_BYTES);
      }
      chunkStart = value;
      chunkEnd = end;
      known = true;
    } else if (MessagePackHeader.isRaw(in, key, value, COMPRESSED)) {
      compressionStart = value;
      compressionEnd = end;
      known = true;
    } else if (MessagePackHeader.isRaw(in, key, value, SIZE)) {
      size = EventTime.integerOr(0, in, value);
      known = true;
    } else if (MessagePackHeader.isRaw(in, key, value, SIGNAL)) {
      signal = EventTime.integerOr(0, in, value);
      known = true;
    }
  }
}
