package dev.logproof.aggregator.spool;

import java.util.Arrays;

/** Searches bytes and sizes spool entries. Stateless. */
final class Bytes {
  private static final int ENTRY_HEADER_BYTES = 24;

  private Bytes() {}

  static int entryHeaderBytes(int records) {
    return ENTRY_HEADER_BYTES + Integer.BYTES * records;
  }

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
