package dev.logproof.objects.content;

/** Numbers whose lowest byte comes first, as most forms of compression write them. Stateless. */
final class LittleEndian {
  private LittleEndian() {}

  /** The number in {@code count} bytes from {@code at} on. */
  static long read(byte[] bytes, int at, int count) {
    long value = 0;
    for (int i = count - 1; i >= 0; i--) {
      value = value << 8 | Byte.toUnsignedLong(bytes[at + i]);
    }
    return value;
  }
}
