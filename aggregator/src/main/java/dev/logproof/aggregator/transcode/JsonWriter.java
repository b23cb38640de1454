package dev.logproof.aggregator.transcode;

import dev.logproof.aggregator.transcode.MsgpackCursor.Kind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Writes the value under a cursor as JSON, walking nested values with a stack of its own. Confined
 * to one event loop.
 */
final class JsonWriter {
  /** Every level of keys within keys may double its size by escapes: a bound against bombs. */
  static final int MAX_KEY_DEPTH = 4;

  private static final int TRUE = 't' << 24 | 'r' << 16 | 'u' << 8 | 'e';
  private static final int NULL = 'n' << 24 | 'u' << 16 | 'l' << 8 | 'l';
  private static final int EVENT_TIME_TYPE = 0;
  private static final int EVENT_TIME_BYTES = 8;
  private static final long MAX_NANOS = 999_999_999;

  private final MsgpackCursor cursor;
  private final int keyDepth;
  private final OpenContainers open = new OpenContainers();
  private final JsonNumbers numbers = new JsonNumbers();

  JsonWriter(MsgpackCursor cursor) {
    this(cursor, 0);
  }

  private JsonWriter(MsgpackCursor cursor, int keyDepth) {
    this.cursor = cursor;
    this.keyDepth = keyDepth;
  }

  /** Appends the next value, whole. */
  void writeValue(ByteBuf in, ByteBuf out) {
    writeBegun(in, out, cursor.next());
  }

  /** Appends the value whose head was just read, whole. */
  private void writeBegun(ByteBuf in, ByteBuf out, Kind kind) {
    open.clear();
    write(in, out, kind);
    while (!open.isEmpty()) {
      if (open.isComplete()) {
        out.writeByte(open.inMap() ? '}' : ']');
        open.pop();
        writeSeparator(out);
      } else if (open.atKey()) {
        open.take();
        writeKey(in, out);
        out.writeByte(':');
      } else {
        open.take();
        writeElement(in, out);
      }
    }
  }

  private void writeElement(ByteBuf in, ByteBuf out) {
    Kind kind = cursor.next();
    write(in, out, kind);
    if (kind != Kind.ARRAY && kind != Kind.MAP) {
      writeSeparator(out);
    }
  }

  private void writeSeparator(ByteBuf out) {
    if (!open.isEmpty() && !open.isComplete()) {
      out.writeByte(',');
    }
  }

  private void write(ByteBuf in, ByteBuf out, Kind kind) {
    switch (kind) {
      case ARRAY -> {
        open.push(false, cursor.number());
        out.writeByte('[');
      }
      case MAP -> {
        open.push(true, 2 * cursor.number());
        out.writeByte('{');
      }
      case STR -> writeText(in, out);
      case BIN -> writeBinary(in, out);
      case EXT -> writeExtension(in, out);
      default -> writeScalar(out, kind);
    }
  }

  private void writeScalar(ByteBuf out, Kind kind) {
    long number = cursor.number();
    switch (kind) {
      case NIL -> out.writeInt(NULL);
      case TRUE -> out.writeInt(TRUE);
      case FALSE -> {
        out.writeByte('f');
        out.writeInt('a' << 24 | 'l' << 16 | 's' << 8 | 'e');
      }
      case SIGNED -> numbers.writeSigned(number, out);
      case UNSIGNED -> numbers.writeUnsigned(number, out);
      case FLOAT32 -> numbers.writeDouble(Float.intBitsToFloat((int) number), out);
      case FLOAT64 -> numbers.writeDouble(Double.longBitsToDouble(number), out);
      default -> throw new IllegalStateException("not a scalar: " + kind);
    }
  }

  private void writeText(ByteBuf in, ByteBuf out) {
    int from = cursor.takePayload();
    JsonText.writeQuoted(in, from, cursor.position(), out);
  }

  private void writeBinary(ByteBuf in, ByteBuf out) {
    int from = cursor.takePayload();
    if (Utf8.isWellFormed(in, from, cursor.position())) {
      JsonText.writeQuoted(in, from, cursor.position(), out);
    } else {
      Base64Text.writeQuoted(in, from, cursor.position(), out);
    }
  }

  private void writeExtension(ByteBuf in, ByteBuf out) {
    int type = cursor.extType();
    int from = cursor.takePayload();
    int bytes = cursor.position() - from;
    if (type == EVENT_TIME_TYPE
        && bytes == EVENT_TIME_BYTES
        && in.getUnsignedInt(from + 4) <= MAX_NANOS) {
      numbers.writeTime(in.getUnsignedInt(from), in.getInt(from + 4), out);
    } else {
      Base64Text.writeQuoted(in, from, cursor.position(), out);
    }
  }

  private void writeKey(ByteBuf in, ByteBuf out) {
    Kind kind = cursor.next();
    switch (kind) {
      case STR -> writeText(in, out);
      case BIN -> writeBinary(in, out);
      case ARRAY, MAP, EXT -> writeUnusualKey(in, out, kind);
      default -> {
        out.writeByte('"');
        writeScalar(out, kind);
        out.writeByte('"');
      }
    }
  }

  /** Rare enough for a buffer and a writer of its own. */
  private void writeUnusualKey(ByteBuf in, ByteBuf out, Kind kind) {
    if (keyDepth == MAX_KEY_DEPTH) {
      throw new IllegalArgumentException(
          "arrays or maps as keys within keys more than " + MAX_KEY_DEPTH + " deep");
    }
    ByteBuf text = Unpooled.buffer();
    try {
      JsonWriter inner = new JsonWriter(cursor, keyDepth + 1);
      inner.writeBegun(in, text, kind);
      writeAsKey(text, out);
    } finally {
      text.release();
    }
  }

  private static void writeAsKey(ByteBuf json, ByteBuf out) {
    if (json.getByte(0) == '"') {
      out.writeBytes(json);
    } else {
      JsonText.writeQuoted(json, 0, json.writerIndex(), out);
    }
  }
}
