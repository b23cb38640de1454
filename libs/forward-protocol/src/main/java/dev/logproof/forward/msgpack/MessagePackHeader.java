package dev.logproof.forward.msgpack;

import io.netty.buffer.ByteBuf;

/**
 * Reads the header of one msgpack value in place. One long holds its bytes and number of children,
 * so that a value can be skipped without an object. See "Formats" in the msgpack specification.
 */
public final class MessagePackHeader {
  /** The first byte has no assigned meaning. */
  public static final long ILLEGAL = -2;

  /** The header is incomplete. */
  public static final long INCOMPLETE = -1;

  /** First byte of nil. */
  public static final int NIL = 0xc0;

  /** Greater sizes are capped, since they exceed every decoder's limit. */
  static final int MAX_BYTES = (1 << 30) - 1;

  private static final int CHILDREN_BITS = 33;
  private static final long CHILDREN_MASK = (1L << CHILDREN_BITS) - 1;

  /** Header bytes by first byte 0xc0 + index, including the value of numbers; 0 if illegal. */
  private static final byte[] HEADER_BYTES = {
    1, 0, 1, 1, 2, 3, 5, 3, 4, 6, 5, 9, 2, 3, 5, 9, 2, 3, 5, 9, 2, 2, 2, 2, 2, 2, 3, 5, 3, 5, 3, 5
  };

  /** Bytes of the length field, by first byte 0xc0 + index. */
  private static final byte[] LENGTH_BYTES = {
    0, 0, 0, 0, 1, 2, 4, 1, 2, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 4, 2, 4, 2, 4
  };

  private MessagePackHeader() {}

  /** Returns header and payload bytes without children, at most {@link #MAX_BYTES}. */
  public static int bytes(long header) {
    return (int) (header >>> CHILDREN_BITS);
  }

  /** Returns the number of array elements, or of map keys and values. */
  public static long children(long header) {
    return header & CHILDREN_MASK;
  }

  /** Returns the header at {@code at}, {@link #INCOMPLETE} or {@link #ILLEGAL}. */
  public static long read(ByteBuf in, int at, int end) {
    if (at >= end) {
      return INCOMPLETE;
    }
    int first = in.getUnsignedByte(at);
    if (first <= 0x7f || first >= 0xe0) {
      return pack(1, 0);
    } else if (first <= 0x8f) {
      return pack(1, 2L * (first & 0x0f));
    } else if (first <= 0x9f) {
      return pack(1, first & 0x0f);
    } else if (first <= 0xbf) {
      return pack(1 + (first & 0x1f), 0);
    }
    int headerBytes = HEADER_BYTES[first - 0xc0];
    if (headerBytes == 0) {
      return ILLEGAL;
    }
    return end - at < headerBytes ? INCOMPLETE : wide(in, at, first, headerBytes);
  }

  private static long wide(ByteBuf in, int at, int first, int headerBytes) {
    int lengthBytes = LENGTH_BYTES[first - 0xc0];
    if (lengthBytes == 0) {
      boolean fixedExtension = first >= 0xd4 && first <= 0xd8;
      return pack(headerBytes + (fixedExtension ? 1 << (first - 0xd4) : 0), 0);
    }
    long length = length(in, at + 1, lengthBytes);
    if (first < 0xdc) {
      return pack(headerBytes + length, 0);
    }
    return pack(headerBytes, first < 0xde ? length : 2 * length);
  }

  private static long length(ByteBuf in, int at, int lengthBytes) {
    if (lengthBytes == 1) {
      return in.getUnsignedByte(at);
    }
    return lengthBytes == 2 ? in.getUnsignedShort(at) : in.getUnsignedInt(at);
  }

  private static long pack(long bytes, long children) {
    return Math.min(bytes, MAX_BYTES) << CHILDREN_BITS | children;
  }

  /** Returns the end of the complete value at {@code at}. */
  public static int endOf(ByteBuf in, int at) {
    int end = at;
    for (long left = 1; left > 0; left--) {
      long header = read(in, end, Integer.MAX_VALUE);
      end += bytes(header);
      left += children(header);
    }
    return end;
  }

  /** Returns whether the first byte starts an array. */
  public static boolean isArray(int first) {
    return (first & 0xf0) == 0x90 || first == 0xdc || first == 0xdd;
  }

  /** Returns whether the first byte starts a map. */
  public static boolean isMap(int first) {
    return (first & 0xf0) == 0x80 || first == 0xde || first == 0xdf;
  }

  /** Returns whether the first byte starts a str or a bin. */
  public static boolean isRaw(int first) {
    return isText(first) || (first >= 0xc4 && first <= 0xc6);
  }

  /** Returns whether the first byte starts a str. */
  public static boolean isText(int first) {
    return (first & 0xe0) == 0xa0 || (first >= 0xd9 && first <= 0xdb);
  }

  /** Returns the payload start of the str or bin at {@code at}. */
  public static int rawStart(ByteBuf in, int at) {
    return switch (in.getUnsignedByte(at)) {
      case 0xc4, 0xd9 -> at + 2;
      case 0xc5, 0xda -> at + 3;
      case 0xc6, 0xdb -> at + 5;
      default -> at + 1;
    };
  }

  /** Returns whether {@code [at, end)} is a str or bin of exactly {@code text}. */
  public static boolean isRaw(ByteBuf in, int at, int end, byte[] text) {
    if (!isRaw(in.getUnsignedByte(at))) {
      return false;
    }
    int start = rawStart(in, at);
    if (end - start != text.length) {
      return false;
    }
    for (int i = 0; i < text.length; i++) {
      if (in.getByte(start + i) != text[i]) {
        return false;
      }
    }
    return true;
  }
}
