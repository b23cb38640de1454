package dev.logproof.aggregator.filter;

import dev.logproof.aggregator.transcode.MessagePackCursor;
import dev.logproof.aggregator.transcode.TextSpan;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Top-level fields of a record as references to msgpack bytes, so that filters set and remove
 * fields without a copy of the others. Of a repeated key, the last value counts, and changes apply
 * to each. Confined to one event loop.
 */
final class EventRecord {
  private static final int FIRST_FIELDS = 32;
  private static final int MAX_KEPT_FIELDS = 1024;
  private static final int NO_TEXT = TextSpan.NONE;
  private static final byte[] NOTHING = {};

  /** Per field: start, text and end of the key, start and end of the value. */
  private static final int PLACES = 5;

  private final MessagePackCursor cursor = new MessagePackCursor();
  private byte[][] keys = new byte[FIRST_FIELDS][];
  private byte[][] values = new byte[FIRST_FIELDS][];
  private int[] places = new int[PLACES * FIRST_FIELDS];
  private int fields;
  private int usedFields;

  /** A bit per length of a name, modulo 64, so that most searches for a missing name end early. */
  private long nameLengths;

  private boolean changed;

  /** Refers to the fields of the map in {@code [from, end)}. */
  void open(byte[] in, int from, int end) {
    clear();
    cursor.reset(in, from, end);
    if (cursor.next() != MessagePackCursor.Kind.MAP) {
      throw new FilterFailedException("the record is no map");
    }
    int at = cursor.position();
    for (long left = cursor.number(); left > 0; left--) {
      int key = at;
      long text = at < end ? TextSpan.at(in, at) : TextSpan.NONE;
      if (text < 0 || TextSpan.end(text) > end) {
        cursor.reset(in, at, end);
        text = otherKey();
      }
      int value = TextSpan.end(text);
      at = endOfValue(in, value, end);
      add(in, key, TextSpan.start(text), value, in, value, at);
    }
    changed = false;
  }

  private int endOfValue(byte[] in, int from, int end) {
    long text = from < end ? TextSpan.at(in, from) : TextSpan.NONE;
    if (text >= 0 && TextSpan.end(text) <= end) {
      return TextSpan.end(text);
    }
    cursor.reset(in, from, end);
    cursor.skip(1);
    return cursor.position();
  }

  /** Returns the text, of which only the end counts when the key is no text. */
  private long otherKey() {
    int start = cursor.position();
    int text =
        switch (cursor.next()) {
          case STR, BIN -> cursor.takePayload();
          default -> {
            cursor.reset(cursor.bytes(), start, cursor.end());
            cursor.skip(1);
            yield NO_TEXT;
          }
        };
    return TextSpan.of(text, cursor.position());
  }

  private void add(
      byte[] keySource, int key, int text, int keyEnd, byte[] source, int value, int end) {
    if (fields == keys.length) {
      keys = Arrays.copyOf(keys, 2 * fields);
      values = Arrays.copyOf(values, 2 * fields);
      places = Arrays.copyOf(places, 2 * PLACES * fields);
    }
    if (text != NO_TEXT) {
      nameLengths |= lengthBit(keyEnd - text);
    }
    keys[fields] = keySource;
    values[fields] = source;
    int at = PLACES * fields;
    places[at] = key;
    places[at + 1] = text;
    places[at + 2] = keyEnd;
    places[at + 3] = value;
    places[at + 4] = end;
    fields++;
    usedFields = Math.max(usedFields, fields);
  }

  private static long lengthBit(int length) {
    return 1L << length;
  }

  /** Forgets all fields. */
  void clear() {
    fields = 0;
    nameLengths = 0;
    changed = true;
  }

  /** Lets the arrays of the event go, and memory that an unusual event needed. */
  void release() {
    fields = 0;
    cursor.release();
    if (keys.length > MAX_KEPT_FIELDS) {
      keys = new byte[FIRST_FIELDS][];
      values = new byte[FIRST_FIELDS][];
      places = new int[PLACES * FIRST_FIELDS];
    } else {
      Arrays.fill(keys, 0, usedFields, null);
      Arrays.fill(values, 0, usedFields, null);
    }
    usedFields = 0;
  }

  /** Returns the number of fields, repeated keys included. */
  int size() {
    return fields;
  }

  /** Returns whether a field was set or removed since {@link #open}. */
  boolean isChanged() {
    return changed;
  }

  /** Returns the index of the last field with that name, or -1. */
  int find(byte[] name) {
    for (int field = lastCandidate(name.length); field >= 0; field--) {
      if (isNamed(field, name, 0, name.length)) {
        return field;
      }
    }
    return -1;
  }

  /** Returns -1 when no field has a name of that length. */
  private int lastCandidate(int length) {
    return (nameLengths & lengthBit(length)) == 0 ? -1 : fields - 1;
  }

  private boolean isNamed(int field, byte[] name, int from, int end) {
    int text = places[PLACES * field + 1];
    int textEnd = places[PLACES * field + 2];
    return textEnd - text == end - from
        && text != NO_TEXT
        && Arrays.equals(keys[field], text, textEnd, name, from, end);
  }

  byte[] keySource(int field) {
    return keys[field];
  }

  /** Returns the start of the key's msgpack. */
  int keyStart(int field) {
    return places[PLACES * field];
  }

  /** Returns the start of the key's text; negative when the key is no text. */
  int keyTextStart(int field) {
    return places[PLACES * field + 1];
  }

  int keyEnd(int field) {
    return places[PLACES * field + 2];
  }

  byte[] valueSource(int field) {
    return values[field];
  }

  int valueStart(int field) {
    return places[PLACES * field + 3];
  }

  int valueEnd(int field) {
    return places[PLACES * field + 4];
  }

  /** Sets a field in its place, or behind the others. */
  void set(FieldName name, byte[] source, int from, int end) {
    byte[] packed = name.packed();
    int text = packed.length - name.text().length;
    if (!replace(packed, text, packed.length, source, from, end)) {
      add(packed, 0, text, packed.length, source, from, end);
    }
    changed = true;
  }

  /** Sets the field with the key of another record's field. */
  void setFrom(EventRecord other, int field) {
    int from = other.valueStart(field);
    int end = other.valueEnd(field);
    byte[] key = other.keys[field];
    int text = other.keyTextStart(field);
    int keyEnd = other.keyEnd(field);
    if (text == NO_TEXT || !replace(key, text, keyEnd, other.values[field], from, end)) {
      add(key, other.keyStart(field), text, keyEnd, other.values[field], from, end);
    }
    changed = true;
  }

  /** Sets a field whose key, with its text at {@code text}, and value follow each other. */
  void setPacked(byte[] packed, int key, int text, int value, int end) {
    if (!replace(packed, text, value, packed, value, end)) {
      add(packed, key, text, value, packed, value, end);
    }
    changed = true;
  }

  private boolean replace(byte[] key, int text, int keyEnd, byte[] source, int from, int end) {
    boolean found = false;
    for (int field = lastCandidate(keyEnd - text); field >= 0; field--) {
      if (isNamed(field, key, text, keyEnd)) {
        put(field, source, from, end);
        found = true;
      }
    }
    return found;
  }

  private void put(int field, byte[] source, int from, int end) {
    values[field] = source;
    places[PLACES * field + 3] = from;
    places[PLACES * field + 4] = end;
  }

  /** Adds a field whose key, a str, and value follow each other. */
  void addPacked(byte[] packed, int key, int value, int end) {
    long text = TextSpan.at(packed, key);
    if (text < 0) {
      cursor.reset(packed, key, value);
      text = otherKey();
    }
    add(packed, key, TextSpan.start(text), value, packed, value, end);
    changed = true;
  }

  /** Replaces the key of a field by a msgpack str. */
  void rename(int field, byte[] source, int from, int text, int end) {
    keys[field] = source;
    places[PLACES * field] = from;
    places[PLACES * field + 1] = text;
    places[PLACES * field + 2] = end;
    nameLengths |= lengthBit(end - text);
    changed = true;
  }

  /** Takes the fields of another record. */
  void become(EventRecord other) {
    clear();
    for (int field = 0; field < other.fields; field++) {
      setFrom(other, field);
    }
  }

  /** Points a field at another value. */
  void setValue(int field, byte[] source, int from, int end) {
    put(field, source, from, end);
    changed = true;
  }

  /** Removes every field with that name. */
  void remove(byte[] name) {
    for (int field = lastCandidate(name.length); field >= 0; field--) {
      if (isNamed(field, name, 0, name.length)) {
        removeAt(field);
      }
    }
  }

  private void removeAt(int field) {
    int behind = fields - field - 1;
    System.arraycopy(keys, field + 1, keys, field, behind);
    System.arraycopy(values, field + 1, values, field, behind);
    System.arraycopy(places, PLACES * (field + 1), places, PLACES * field, PLACES * behind);
    fields--;
    changed = true;
  }

  /** Appends the record as a msgpack map; copies what lies side by side at once. */
  void write(ByteBuf out) {
    Packing.map(out, fields);
    byte[] source = NOTHING;
    int from = 0;
    int to = 0;
    for (int part = 0; part < 2 * fields; part++) {
      boolean isKey = (part & 1) == 0;
      int field = part >>> 1;
      byte[] bytes = isKey ? keys[field] : values[field];
      int start = isKey ? keyStart(field) : valueStart(field);
      if (bytes != source || start != to) {
        out.writeBytes(source, from, to - from);
        source = bytes;
        from = start;
      }
      to = isKey ? keyEnd(field) : valueEnd(field);
    }
    out.writeBytes(source, from, to - from);
  }
}
