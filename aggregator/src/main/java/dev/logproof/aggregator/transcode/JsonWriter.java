package dev.logproof.aggregator.transcode;

import dev.logproof.aggregator.transcode.MessagePackCursor.Kind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Writes the value at a cursor as JSON, with an explicit stack. Output may stay in the window.
 * Confined to one event loop.
 */
final class JsonWriter {
  /** Limits growth: each level of keys within keys may double its size by escapes. */
  static final int MAX_KEY_DEPTH = 4;

  /** A quoted number as a key, and punctuation. */
  private static final int SMALL_ROOM_BYTES = JsonNumbers.MAX_BYTES + 3;

  private static final int TRUE = 't' << 24 | 'r' << 16 | 'u' << 8 | 'e';
  private static final int NULL = 'n' << 24 | 'u' << 16 | 'l' << 8 | 'l';
  private static final int EVENT_TIME_TYPE = 0;
  private static final int EVENT_TIME_BYTES = 8;
  private static final int MAX_NANOS = 999_999_999;

  private final MessagePackCursor cursor;
  private final JsonWindow window;
  private final int keyDepth;
  private final OpenContainers open = new OpenContainers();
  private final KeyFilter keys = new KeyFilter();

  JsonWriter(MessagePackCursor cursor, JsonWindow window) {
    this(cursor, window, 0);
  }

  private JsonWriter(MessagePackCursor cursor, JsonWindow window, int keyDepth) {
    this.cursor = cursor;
    this.window = window;
    this.keyDepth = keyDepth;
  }

  void writeValue(ByteBuf out) {
    writeBegun(out, cursor.next());
  }

  /** Appends the next value as a key, and flushes. */
  void writeKeyAlone(ByteBuf out) {
    keys.clear();
    writeKey(out);
    window.flush(out);
  }

  boolean mayRepeatKeys() {
    return keys.mayRepeat();
  }

  /** The head was just read. */
  private void writeBegun(ByteBuf out, Kind kind) {
    open.clear();
    keys.clear();
    write(out, kind);
    while (!open.isEmpty()) {
      if (open.isComplete()) {
        window.room(SMALL_ROOM_BYTES, out);
        window.put(open.inMap() ? '}' : ']');
        if (open.inMap()) {
          keys.close();
        }
        open.pop();
        writeSeparator();
      } else {
        boolean pair = open.inMap();
        open.take(pair ? 2 : 1);
        if (pair) {
          writeKey(out);
          window.put(':');
        }
        writeElement(out);
      }
    }
  }

  private void writeElement(ByteBuf out) {
    if (cursor.nextIsShortText()) {
      writeText(out);
      writeSeparator();
      return;
    }
    Kind kind = cursor.next();
    write(out, kind);
    if (kind != Kind.ARRAY && kind != Kind.MAP) {
      writeSeparator();
    }
  }

  private void writeSeparator() {
    if (!open.isEmpty() && !open.isComplete()) {
      window.put(',');
    }
  }

  private void write(ByteBuf out, Kind kind) {
    switch (kind) {
      case ARRAY -> {
        open.push(false, cursor.number());
        window.room(SMALL_ROOM_BYTES, out);
        window.put('[');
      }
      case MAP -> {
        open.push(true, 2 * cursor.number());
        keys.open();
        window.room(SMALL_ROOM_BYTES, out);
        window.put('{');
      }
      case STR -> writeText(out);
      case BIN -> writeBinary(out);
      case EXT -> writeExtension(out);
      default -> {
        window.room(SMALL_ROOM_BYTES, out);
        writeScalar(kind);
      }
    }
  }

  private void writeScalar(Kind kind) {
    long number = cursor.number();
    switch (kind) {
      case NIL -> window.putInt(NULL);
      case TRUE -> window.putInt(TRUE);
      case FALSE -> {
        window.put('f');
        window.putInt('a' << 24 | 'l' << 16 | 's' << 8 | 'e');
      }
      case SIGNED -> JsonNumbers.writeSigned(number, window);
      case UNSIGNED -> JsonNumbers.writeUnsigned(number, window);
      case FLOAT32 -> JsonNumbers.writeDouble(Float.intBitsToFloat((int) number), window);
      case FLOAT64 -> JsonNumbers.writeDouble(Double.longBitsToDouble(number), window);
      default -> throw new IllegalStateException("not a scalar: " + kind);
    }
  }

  private void writeText(ByteBuf out) {
    int from = cursor.takePayload();
    JsonText.writeQuoted(cursor.bytes(), from, cursor.position(), window, out);
  }

  private void writeBinary(ByteBuf out) {
    int from = cursor.takePayload();
    if (Utf8.isWellFormed(cursor.bytes(), from, cursor.position())) {
      JsonText.writeQuoted(cursor.bytes(), from, cursor.position(), window, out);
    } else {
      Base64Text.writeQuoted(cursor.bytes(), from, cursor.position(), window, out);
    }
  }

  private void writeExtension(ByteBuf out) {
    int type = cursor.extType();
    int from = cursor.takePayload();
    boolean time = type == EVENT_TIME_TYPE && cursor.position() - from == EVENT_TIME_BYTES;
    int nanos = time ? Words.intBe(cursor.bytes(), from + Integer.BYTES) : -1;
    if (nanos >= 0 && nanos <= MAX_NANOS) {
      long seconds = Integer.toUnsignedLong(Words.intBe(cursor.bytes(), from));
      window.room(SMALL_ROOM_BYTES, out);
      JsonNumbers.writeTime(seconds, nanos, window);
    } else {
      Base64Text.writeQuoted(cursor.bytes(), from, cursor.position(), window, out);
    }
  }

  private void writeKey(ByteBuf out) {
    if (cursor.nextIsShortText()) {
      window.room(JsonText.SLICE_ROOM_BYTES, out);
      int from = cursor.takePayload();
      int to = cursor.position();
      byte[] in = cursor.bytes();
      keys.key(in, from, to, JsonText.writeShort(in, from, to, window));
      return;
    }
    writeOtherKey(out);
  }

  private void writeOtherKey(ByteBuf out) {
    keys.unknownKey();
    Kind kind = cursor.next();
    switch (kind) {
      case STR -> writeText(out);
      case BIN -> writeBinary(out);
      case ARRAY, MAP, EXT -> writeUnusualKey(out, kind);
      default -> {
        window.room(SMALL_ROOM_BYTES, out);
        window.put('"');
        writeScalar(kind);
        window.put('"');
      }
    }
  }

  /**
   * Rare, so a separate buffer and writer are acceptable. The shared window is flushed before and
   * after the key's text.
   */
  private void writeUnusualKey(ByteBuf out, Kind kind) {
    if (keyDepth == MAX_KEY_DEPTH) {
      throw new IllegalArgumentException(
          "arrays or maps as keys within keys more than " + MAX_KEY_DEPTH + " deep");
    }
    window.flush(out);
    ByteBuf text = Unpooled.buffer();
    try {
      new JsonWriter(cursor, window, keyDepth + 1).writeBegun(text, kind);
      window.flush(text);
      // The text is counted again as a key.
      window.take(-text.readableBytes());
      writeAsKey(text, out);
    } finally {
      text.release();
    }
  }

  private void writeAsKey(ByteBuf json, ByteBuf out) {
    if (json.getByte(0) == '"') {
      window.take(json.readableBytes());
      out.writeBytes(json);
    } else {
      int end = json.writerIndex();
      json.ensureWritable(Words.SLACK_BYTES);
      JsonText.writeQuoted(json.array(), json.arrayOffset(), json.arrayOffset() + end, window, out);
    }
    window.room(SMALL_ROOM_BYTES, out);
  }
}
