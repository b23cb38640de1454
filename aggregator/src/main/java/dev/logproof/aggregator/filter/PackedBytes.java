package dev.logproof.aggregator.filter;

import dev.logproof.aggregator.transcode.Words;

/** Writes msgpack to an array with enough room. Confined to one event loop. */
final class PackedBytes {
  /** A few words are copied faster than by a call; the last one may end behind the text. */
  private static final int SHORT_BYTES = 4 * Long.BYTES;

  private static final int STR_8 = 0xd9;
  private static final int STR_8_BYTES = 2;
  private static final int STR_16_BYTES = 3;
  private static final int STR_32_BYTES = 5;

  private byte[] bytes = {};
  private int at;
  private int reserved;

  void open(byte[] array, int start) {
    bytes = array;
    at = start;
  }

  int at() {
    return at;
  }

  void put(int value) {
    bytes[at++] = (byte) value;
  }

  void putShort(int value) {
    put(value >> 8);
    put(value);
  }

  void patchShort(int place, int value) {
    bytes[place] = (byte) (value >> 8);
    bytes[place + 1] = (byte) value;
  }

  void copy(byte[] source, int from, int length) {
    int end = at + length;
    if (length <= SHORT_BYTES && hasWords(source, from) && hasWords(bytes, at)) {
      for (int done = 0; done < length; done += Long.BYTES) {
        Words.longLe(bytes, at + done, Words.longLe(source, from + done));
      }
    } else {
      System.arraycopy(source, from, bytes, at, length);
    }
    at = end;
  }

  private static boolean hasWords(byte[] array, int from) {
    return array.length - from >= SHORT_BYTES;
  }

  void str(byte[] source, int from, int length) {
    int header = at;
    at += headerBytes(length);
    writeHeader(header, length);
    copy(source, from, length);
  }

  private static int headerBytes(int length) {
    if (length < 32) {
      return 1;
    } else if (length <= 0xff) {
      return STR_8_BYTES;
    }
    return length <= 0xffff ? STR_16_BYTES : STR_32_BYTES;
  }

  private void writeHeader(int place, int length) {
    switch (headerBytes(length)) {
      case 1 -> bytes[place] = (byte) (0xa0 | length);
      case STR_8_BYTES -> {
        bytes[place] = (byte) STR_8;
        bytes[place + 1] = (byte) length;
      }
      case STR_16_BYTES -> {
        bytes[place] = (byte) (STR_8 + 1);
        patchShort(place + 1, length);
      }
      default -> {
        bytes[place] = (byte) (STR_8 + 2);
        patchShort(place + 1, length >> 16);
        patchShort(place + 3, length);
      }
    }
  }

  /** Begins a str of at most {@code maxBytes}; returns the start of its text. */
  int reserveStr(int maxBytes) {
    at += headerBytes(maxBytes);
    reserved = headerBytes(maxBytes);
    return at;
  }

  /** Ends the str whose text began at {@code text}. */
  void endStr(int text) {
    int length = at - text;
    int header = text - reserved;
    int needed = headerBytes(length);
    if (needed < reserved) {
      System.arraycopy(bytes, text, bytes, header + needed, length);
      at -= reserved - needed;
    }
    writeHeader(header, length);
  }

  void utf8(int letter) {
    if (letter < 0x80) {
      put(letter);
    } else if (letter < 0x800) {
      put(0xc0 | letter >> 6);
      put(continuation(letter));
    } else if (letter < 0x10000) {
      put(0xe0 | letter >> 12);
      put(continuation(letter >> 6));
      put(continuation(letter));
    } else {
      put(0xf0 | letter >> 18);
      put(continuation(letter >> 12));
      put(continuation(letter >> 6));
      put(continuation(letter));
    }
  }

  private static int continuation(int bits) {
    return 0x80 | (bits & 0x3f);
  }

  void signed(long value) {
    if (value >= -32 && value <= 127) {
      put((int) value);
    } else if (value >= 0 && value <= 0xffff) {
      put(0xcd);
      putShort((int) value);
    } else if (value >= Integer.MIN_VALUE && value <= Integer.MAX_VALUE) {
      put(0xd2);
      putShort((int) value >> 16);
      putShort((int) value);
    } else {
      put(0xd3);
      putLong(value);
    }
  }

  void unsigned(long value) {
    put(0xcf);
    putLong(value);
  }

  void float64(double value) {
    put(0xcb);
    putLong(Double.doubleToRawLongBits(value));
  }

  private void putLong(long value) {
    Words.longLe(bytes, at, Long.reverseBytes(value));
    at += Long.BYTES;
  }
}
