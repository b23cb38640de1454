package dev.logproof.objects.content;

/** Reads little-endian integers. */
final class LittleEndian {
  private LittleEndian() {}

  /** Reads an unsigned integer. */
  static long read(byte[] bytes, int at, int count) {
    long value = 0;
    for (int i = count - 1; i >= 0; i--) {
      value = value << 8 | Byte.toUnsignedLong(bytes[at + i]);
    }
    return value;
  }
}
