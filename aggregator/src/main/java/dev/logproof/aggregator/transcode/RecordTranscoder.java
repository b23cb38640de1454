package dev.logproof.aggregator.transcode;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Converts msgpack to compact JSON in a single pass. Binary becomes text if it is UTF-8 and base64
 * otherwise; keys of other types become their JSON text. A repeated key becomes one member, since
 * OpenSearch and Athena accept no other: first position, last value. Input is trusted to be
 * msgpack; only its bounds are checked. Confined to one event loop.
 */
public final class RecordTranscoder {
  private static final byte[] WHOLE_RECORD = {};

  private final MessagePackCursor cursor = new MessagePackCursor();
  private final EventBytes event = new EventBytes();
  private final JsonWindow window = new JsonWindow();
  private final JsonWriter writer = new JsonWriter(cursor, window);
  private final UniqueMembers uniqueMembers;
  private final int[] flatStarts = new int[FlatRecord.MAX_STRINGS + 1];

  private final int maxBytes;

  /** Creates a transcoder without a length limit. */
  public RecordTranscoder() {
    this(Integer.MAX_VALUE);
  }

  /**
   * Creates a transcoder that refuses JSON longer than {@code maxBytes} with {@link
   * ValueTooLongException}.
   */
  public RecordTranscoder(int maxBytes) {
    this.maxBytes = maxBytes;
    this.uniqueMembers = new UniqueMembers(maxBytes);
  }

  /**
   * Appends the value at {@code offset} as JSON without a line ending. The indices of {@code in} do
   * not change; the writer index of {@code out} is restored on failure.
   *
   * @return bytes written
   * @throws IndexOutOfBoundsException if the value does not end within {@code length}, or {@code
   *     out} is full
   * @throws ValueTooLongException if the JSON is too long
   * @throws IllegalArgumentException if the bytes are not exactly one msgpack value, or arrays and
   *     maps as keys nest deeper than {@value JsonWriter#MAX_KEY_DEPTH}
   */
  public int transcode(ByteBuf in, int offset, int length, ByteBuf out) {
    return write(in, offset, length, WHOLE_RECORD, out);
  }

  /**
   * Appends the last top-level field with that name: text and binary as raw bytes, other types as
   * JSON. Fails as {@link #transcode} does.
   *
   * @param key name in UTF-8
   * @return bytes written; -1 if the field is missing or nil, or the record is no map
   */
  public int extractField(ByteBuf in, int offset, int length, byte[] key, ByteBuf out) {
    return write(in, offset, length, key, out);
  }

  private int write(ByteBuf in, int offset, int length, byte[] key, ByteBuf out) {
    int start = out.writerIndex();
    try {
      begin(in, offset, length);
      if (key == WHOLE_RECORD) {
        writeRecord(length, out);
      } else if (!writeField(key, out)) {
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

  private void writeRecord(int length, ByteBuf out) {
    if (!writeFlat(length)) {
      writeUnique(out);
      requireEnd();
    }
  }

  private boolean writeField(byte[] key, ByteBuf out) {
    int value = find(key);
    if (value < 0) {
      return false;
    }
    cursor.reset(cursor.bytes(), value, cursor.end());
    return writeRaw(out);
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

  /** Writes no quotes; returns false for nil. */
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
