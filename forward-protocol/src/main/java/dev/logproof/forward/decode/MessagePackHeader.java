package dev.logproof.forward.decode;

import io.netty.buffer.ByteBuf;

/**
 * Reads the header of one msgpack value in place. The sizes are packed in one long, so that a value
 * can be stepped over without an object: how many bytes header and payload take together, and how
 * many values follow inside. From the msgpack specification, "Formats". Stateless.
 */
final class MessagePackHeader {
  /** The first byte is not one that the specification assigns. */
  static final long ILLEGAL = -2;

  /** The header itself is not there yet. */
  static final long INCOMPLETE = -1;

  private static final int BYTES_SHIFT = 34;
  private static final long CHILDREN_MASK = (1L << BYTES_SHIFT) - 1;

  /** Header bytes by first byte 0xc0 + index. */
  private static final int[] HEADER_BYTES = {
    1, 0, 1, 1, 2, 3, 5, 3, 4, 6, 5, 9, 2, 3, 5, 9, 2, 3, 5, 9, 2, 2, 2, 2, 2, 2, 3, 5, 3, 5, 3, 5
  };

  private MessagePackHeader() {}

  /** Bytes of header and payload, without children. At most 2^30 − 1. */
  static int bytes(long header) {
    return (int) (header >>> BYTES_SHIFT);
  }

  /** Values inside: elements of an array, keys and values of a map. At most 2^33. */
  static long children(long header) {
    return header & CHILDREN_MASK;
  }

  private static long pack(long bytes, long children) {
    return Math.min(bytes, (1L << 29) - 1) << BYTES_SHIFT | children;
  }

  /** The header at {@code at}, or {@link #INCOMPLETE} or {@link #ILLEGAL}. */
  static long read(ByteBuf in, int at, int end) {
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
      return pack(1L + (first & 0x1f), 0);
    }
    int headerBytes = HEADER_BYTES[first - 0xc0];
    if (headerBytes == 0) {
      return ILLEGAL;
    }
    return at + headerBytes > end ? INCOMPLETE : wide(in, at, first, headerBytes);
  }

  private static long wide(ByteBuf in, int at, int first, int headerBytes) {
    return switch (first) {
      case 0xc4, 0xd9 -> pack(2L + in.getUnsignedByte(at + 1), 0);
      case 0xc5, 0xda -> pack(3L + in.getUnsignedShort(at + 1), 0);
      case 0xc6, 0xdb -> pack(5L + in.getUnsignedInt(at + 1), 0);
      case 0xc7 -> pack(3L + in.getUnsignedByte(at + 1), 0);
      case 0xc8 -> pack(4L + in.getUnsignedShort(at + 1), 0);
      case 0xc9 -> pack(6L + in.getUnsignedInt(at + 1), 0);
      case 0xd4, 0xd5, 0xd6, 0xd7, 0xd8 -> pack(2L + (1L << (first - 0xd4)), 0);
      case 0xdc -> pack(3, in.getUnsignedShort(at + 1));
      case 0xdd -> pack(5, in.getUnsignedInt(at + 1));
      case 0xde -> pack(3, 2L * in.getUnsignedShort(at + 1));
      case 0xdf -> pack(5, 2L * in.getUnsignedInt(at + 1));
      default -> pack(headerBytes, 0);
    };
  }
}
