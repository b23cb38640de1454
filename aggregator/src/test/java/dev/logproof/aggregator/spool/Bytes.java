package dev.logproof.aggregator.spool;

import java.util.Arrays;

/** Searches in arrays, and what the format says of an entry. Stateless. */
final class Bytes {
  private static final int ENTRY_HEADER_BYTES = 24;

  private Bytes() {}

  /** Bytes of an entry in front of the bytes of its records. */
  static int entryHeaderBytes(int records) {
    return ENTRY_HEADER_BYTES + Integer.BYTES * records;
  }

  /** Returns where {@code part} begins in {@code whole}; negative when it is not there. */
  static int indexOf(byte[] whole, byte[] part) {
    for (int at = 0; at + part.length <= whole.length; at++) {
      if (whole[at] == part[0]
          && Arrays.equals(whole, at, at + part.length, part, 0, part.length)) {
        return at;
      }
    }
    return -1;
  }
}
