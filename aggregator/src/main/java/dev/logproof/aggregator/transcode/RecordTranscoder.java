package dev.logproof.aggregator.transcode;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Turns the msgpack of a record into compact JSON, bytes to bytes in a single pass: nothing is
 * parsed into objects, so an event costs no garbage (a double costs its text). What was logged is
 * kept: text as it is, binary as text when it is UTF-8 and base64 otherwise, all 64 bits of
 * integers, keys of other types as their JSON text. A key that comes twice becomes one member,
 * since OpenSearch and Athena take no other: in the place of the first, with the value of the last.
 * The price of one pass is that input is trusted to be msgpack; only its bounds are checked.
 * Confined to one event loop.
 */
public final class RecordTranscoder {
  private final MessagePackCursor cursor = new MessagePackCursor();
  private final EventBytes event = new EventBytes();
  private final JsonWindow window = new JsonWindow();
  private final JsonWriter writer = new JsonWriter(cursor, window);
  private final UniqueMembers uniqueMembers;
  private final int[] flatStarts = new int[FlatRecord.MAX_STRINGS + 1];

  private final int maxBytes;

  /** Makes a transcoder for one event loop, for values of any length. */
  public RecordTranscoder() {
    this(Integer.MAX_VALUE);
  }

  /**
   * The same.
   *
   * @param maxBytes length of a value's JSON at which it is refused with {@link
   *     ValueTooLongException}
   */
  public RecordTranscoder(int maxBytes) {
    this.maxBytes = maxBytes;
    this.uniqueMembers = new UniqueMembers(maxBytes);
  }

  /**
   * Appends the value at {@code offset} to {@code out} as JSON, without line end. The indices of
   * {@code in} don't move; {@code out} grows as its allocator allows, and its writer index is left
   * where it was on failure.
   *
   * @return bytes written
   * @throws IndexOutOfBoundsException when the value does not end within {@code length}, or {@code
   *     out} is full
   * @throws ValueTooLongException when the JSON is longer than this transcoder allows
   * @throws IllegalArgumentException when these bytes are not exactly one msgpack value, or a map
   *     has maps as keys of its keys more than {@value JsonWriter#MAX_KEY_DEPTH} deep
   */
  public int transcode(ByteBuf in, int offset, int length, ByteBuf out) {
    int start = out.writerIndex();
    try {
      begin(in, offset, length);
      if (!writeFlat(length)) {
        writeUnique(out);
        requireEnd();
      }
      window.flush(out);
      return out.writerIndex() - start;
    } catch (RuntimeException e) {
      out.writerIndex(start);
      throw e;
    } finally {
      cursor.release();
      event.close();
    }
  }

  /**
   * Appends the value of one top-level field: text and binary as their bytes, unescaped; anything
   * else as JSON. Of several fields of that name the last counts, as in a hash.
   *
   * @param key name of the field in UTF-8
   * @return bytes written; -1 when the record has no such field, or nil in it, or is no map
   * @throws IndexOutOfBoundsException as {@link #transcode}
   * @throws IllegalArgumentException as {@link #transcode}
   */
  public int extractField(ByteBuf in, int offset, int length, byte[] key, ByteBuf out) {
    int start = out.writerIndex();
    try {
      begin(in, offset, length);
      int value = find(key);
      if (value < 0) {
        return -1;
      }
      cursor.reset(cursor.bytes(), value, cursor.end());
      if (!writeRaw(out)) {
        return -1;
      }
      window.flush(out);
      return out.writerIndex() - start;
    } catch (RuntimeException e) {
      out.writerIndex(start);
      throw e;
    } finally {
      cursor.release();
      event.close();
    }
  }

  private boolean writeFlat(int length) {
    if (!window.hasRoom(FlatRecord.roomBytes(length))) {
      return false;
    }
    int from = event.from();
    int end =
        FlatRecord.write(
            event.bytes(), from, from + length, window.bytes(), window.at(), flatStarts);
    if (end < 0) {
      return false;
    }
    window.at(end);
    return true;
  }

  private void begin(ByteBuf in, int offset, int length) {
    window.clear(maxBytes);
    event.open(in, offset, length);
    cursor.reset(event.bytes(), event.from(), event.from() + length);
  }

  private int find(byte[] key) {
    int found = -1;
    if (cursor.next() != MessagePackCursor.Kind.MAP) {
      return found;
    }
    for (long left = cursor.number(); left > 0; left--) {
      if (keyIs(key)) {
        found = cursor.position();
      }
      cursor.skip(1);
    }
    requireEnd();
    return found;
  }

  private boolean keyIs(byte[] key) {
    int keyStart = cursor.position();
    MessagePackCursor.Kind kind = cursor.next();
    if (kind == MessagePackCursor.Kind.STR || kind == MessagePackCursor.Kind.BIN) {
      int from = cursor.takePayload();
      return Arrays.equals(cursor.bytes(), from, cursor.position(), key, 0, key.length);
    }
    cursor.reset(cursor.bytes(), keyStart, cursor.end());
    cursor.skip(1);
    return false;
  }

  /** Appends the value at the cursor, with one member per key. */
  private void writeUnique(ByteBuf out) {
    int start = out.writerIndex();
    int from = cursor.position();
    int end = cursor.end();
    byte[] source = cursor.bytes();
    boolean tooLong = false;
    try {
      writer.writeValue(out);
    } catch (ValueTooLongException e) {
      tooLong = true;
    }
    if (!tooLong && !writer.mayRepeatKeys()) {
      return;
    }
    try {
      if (uniqueMembers.copy(source, from, end)) {
        out.writerIndex(start);
        window.clear(maxBytes);
        cursor.reset(uniqueMembers.bytes(), 0, uniqueMembers.length());
        writer.writeValue(out);
      } else if (tooLong) {
        throw new ValueTooLongException();
      }
    } finally {
      uniqueMembers.release();
    }
    cursor.reset(source, uniqueMembers.sourceEnd(), end);
  }

  /** False for nil. */
  private boolean writeRaw(ByteBuf out) {
    int valueStart = cursor.position();
    switch (cursor.next()) {
      case NIL -> {
        return false;
      }
      case STR, BIN -> {
        int from = cursor.takePayload();
        window.take(cursor.position() - from);
        out.writeBytes(cursor.bytes(), from, cursor.position() - from);
      }
      default -> {
        cursor.reset(cursor.bytes(), valueStart, cursor.end());
        writeUnique(out);
      }
    }
    return true;
  }

  private void requireEnd() {
    if (cursor.position() != cursor.end()) {
      throw new IllegalArgumentException(
          (cursor.end() - cursor.position()) + " bytes are left after the value");
    }
  }
}
