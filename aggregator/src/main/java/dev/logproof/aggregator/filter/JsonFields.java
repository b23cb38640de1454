package dev.logproof.aggregator.filter;

import dev.logproof.aggregator.transcode.MessagePackCursor;
import io.netty.buffer.ByteBuf;

/** Fields of a JSON object, without an object per value. Confined to one event loop. */
final class JsonFields implements TextParser {
  private final JsonReader reader = new JsonReader();

  @Override
  public boolean parse(EventInWork event, ValueRef raw) {
    MessagePackCursor cursor = event.cursor();
    cursor.reset(raw.source(), raw.from(), raw.end());
    MessagePackCursor.Kind kind = cursor.next();
    if (kind != MessagePackCursor.Kind.STR && kind != MessagePackCursor.Kind.BIN) {
      throw new FilterFailedException("parse failed: the value is no text");
    }
    int from = cursor.takePayload();
    int to = cursor.position();
    ByteBuf values = event.values();
    values.ensureWritable(JsonReader.maxBytes(to - from));
    reader.open(raw.source(), from, to, values.array(), values.writerIndex());
    try {
      if (!record(event.parsed(), values.array())) {
        event.parsed().clear();
        return false;
      }
      values.writerIndex(reader.written());
      return true;
    } finally {
      reader.close();
    }
  }

  private boolean record(EventRecord fields, byte[] packed) {
    boolean array = reader.take('[');
    boolean read = members(fields, packed);
    if (array && read && reader.peek() == ',') {
      throw new FilterFailedException("an array of records is supported with one element only");
    }
    return read && (!array || reader.take(']')) && reader.peek() < 0;
  }

  /** Refers to each member as it is converted. */
  private boolean members(EventRecord fields, byte[] packed) {
    if (!reader.take('{')) {
      return false;
    }
    boolean more = !reader.take('}');
    while (more) {
      int key = reader.written();
      if (reader.peek() != '"' || !reader.string() || !reader.take(':')) {
        return false;
      }
      int value = reader.written();
      if (!reader.value(1)) {
        return false;
      }
      fields.addPacked(packed, key, value, reader.written());
      more = reader.take(',');
      if (!more && !reader.take('}')) {
        return false;
      }
    }
    return true;
  }
}
