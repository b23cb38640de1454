package dev.logproof.aggregator.transcode;

import io.netty.buffer.ByteBuf;

/**
 * Turns the msgpack of a record into compact JSON, bytes to bytes in a single pass: nothing is
 * parsed into objects, so an event costs no garbage (a double costs its text). What was logged is
 * kept: text as it is, binary as text when it is UTF-8 and base64 otherwise, all 64 bits of
 * integers, keys of other types as their JSON text. The price of one pass is that input is trusted
 * to be msgpack; only its bounds are checked. Confined to one event loop.
 */
public final class RecordTranscoder {
  private final MsgpackCursor cursor = new MsgpackCursor();
  private final JsonWriter writer = new JsonWriter(cursor);

  /** Makes a transcoder for one event loop. */
  public RecordTranscoder() {}

  /**
   * Appends the value at {@code offset} to {@code out} as JSON, without line end. The indices of
   * {@code in} don't move; {@code out} grows as its allocator allows, and its writer index is left
   * where it was on failure.
   *
   * @return bytes written
   * @throws IndexOutOfBoundsException when the value does not end within {@code length}, or {@code
   *     out} is full
   * @throws IllegalArgumentException when these bytes are not exactly one msgpack value, or a map
   *     has maps as keys of its keys more than {@value JsonWriter#MAX_KEY_DEPTH} deep
   */
  public int transcode(ByteBuf in, int offset, int length, ByteBuf out) {
    int start = out.writerIndex();
    try {
      cursor.reset(in, offset, length);
      writer.writeValue(in, out);
      requireEnd();
      return out.writerIndex() - start;
    } catch (RuntimeException e) {
      out.writerIndex(start);
      throw e;
    } finally {
      cursor.release();
    }
  }

  /**
   * Appends the value of one top-level field: text and binary as their bytes, unescaped; nil as
   * nothing; anything else as JSON. Of several fields of that name the last counts, as in a hash.
   *
   * @param key name of the field in UTF-8
   * @return bytes written; -1 when the record has no such field, or is no map
   * @throws IndexOutOfBoundsException as {@link #transcode}
   * @throws IllegalArgumentException as {@link #transcode}
   */
  public int extractField(ByteBuf in, int offset, int length, byte[] key, ByteBuf out) {
    int start = out.writerIndex();
    try {
      cursor.reset(in, offset, length);
      int value = find(in, key);
      if (value < 0) {
        return -1;
      }
      cursor.reset(in, value, offset + length - value);
      writeRaw(in, out);
      return out.writerIndex() - start;
    } catch (RuntimeException e) {
      out.writerIndex(start);
      throw e;
    } finally {
      cursor.release();
    }
  }

  private int find(ByteBuf in, byte[] key) {
    int found = -1;
    if (cursor.next() != MsgpackCursor.Kind.MAP) {
      return found;
    }
    for (long left = cursor.number(); left > 0; left--) {
      if (keyIs(in, key)) {
        found = cursor.position();
      }
      cursor.skip(1);
    }
    requireEnd();
    return found;
  }

  private boolean keyIs(ByteBuf in, byte[] key) {
    int keyStart = cursor.position();
    MsgpackCursor.Kind kind = cursor.next();
    if (kind == MsgpackCursor.Kind.STR || kind == MsgpackCursor.Kind.BIN) {
      int from = cursor.takePayload();
      return cursor.position() - from == key.length && startsWith(in, from, key);
    }
    cursor.reset(in, keyStart, cursor.end() - keyStart);
    cursor.skip(1);
    return false;
  }

  private static boolean startsWith(ByteBuf in, int from, byte[] key) {
    for (int i = 0; i < key.length; i++) {
      if (in.getByte(from + i) != key[i]) {
        return false;
      }
    }
    return true;
  }

  private void writeRaw(ByteBuf in, ByteBuf out) {
    int valueStart = cursor.position();
    switch (cursor.next()) {
      case NIL -> {}
      case STR, BIN -> {
        int from = cursor.takePayload();
        out.writeBytes(in, from, cursor.position() - from);
      }
      default -> {
        cursor.reset(in, valueStart, cursor.end() - valueStart);
        writer.writeValue(in, out);
      }
    }
  }

  private void requireEnd() {
    if (cursor.position() != cursor.end()) {
      throw new IllegalArgumentException(
          (cursor.end() - cursor.position()) + " bytes are left after the value");
    }
  }
}
