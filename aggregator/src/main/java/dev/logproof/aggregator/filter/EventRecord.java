package dev.logproof.aggregator.filter;

import dev.logproof.aggregator.transcode.MessagePackCursor;
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
  private static final int NO_TEXT = -1;

  /** Per field: start, text and end of the key, start and end of the value. */
  private static final int PLACES = 5;

  private final MessagePackCursor cursor = new MessagePackCursor();
  private byte[][] keys = new byte[FIRST_FIELDS][];
  private byte[][] values = new byte[FIRST_FIELDS][];
  private int[] places = new int[PLACES * FIRST_FIELDS];
  private int fields;
  private int usedFields;
  private boolean changed;

  /** Refers to the fields of the map in {@code [from, end)}. */
  void open(byte[] in, int from, int end) {
    clear();
    cursor.reset(in, from, end);
    if (cursor.next() != MessagePackCursor.Kind.MAP) {
      throw new FilterFailedException("the record is no map");
    }
    for (long left = cursor.number(); left > 0; left--) {
      int key = cursor.position();
      int text = keyText();
      int keyEnd = cursor.position();
      skipValue();
      add(in, key, text, keyEnd, in, keyEnd, cursor.position());
    }
    changed = false;
  }

  private int keyText() {
    if (cursor.nextIsShortText()) {
      return cursor.takePayload();
    }
    int start = cursor.position();
    return switch (cursor.next()) {
      case STR, BIN -> cursor.takePayload();
      default -> {
        cursor.reset(cursor.bytes(), start, cursor.end());
        cursor.skip(1);
        yield NO_TEXT;
      }
    };
  }

  private void skipValue() {
    if (cursor.nextIsShortText()) {
      int ignored = cursor.takePayload();
    } else {
      cursor.skip(1);
    }
  }

  private void add(
      byte[] keySource, int key, int text, int keyEnd, byte[] source, int value, int end) {
    if (fields == keys.length) {
      keys = Arrays.copyOf(keys, 2 * fields);
      values = Arrays.copyOf(values, 2 * fields);
      places = Arrays.copyOf(places, 2 * PLACES * fields);
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

  /** Forgets all fields. */
  void clear() {
    fields = 0;
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
    for (int field = fields - 1; field >= 0; field--) {
      if (isNamed(field, name)) {
        return field;
      }
    }
    return -1;
  }

  private boolean isNamed(int field, byte[] name) {
    int text = places[PLACES * field + 1];
    int end = places[PLACES * field + 2];
    return end - text == name.length
        && text != NO_TEXT
        && Arrays.equals(keys[field], text, end, name, 0, name.length);
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
    int found = replace(name.text(), source, from, end);
    if (found == 0) {
      byte[] packed = name.packed();
      int text = packed.length - name.text().length;
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
    boolean known = false;
    for (int own = 0; own < fields && text != NO_TEXT; own++) {
      if (isNamed(own, key, text, other.keyEnd(field))) {
        put(own, other.values[field], from, end);
        known = true;
      }
    }
    if (!known) {
      add(key, other.keyStart(field), text, other.keyEnd(field), other.values[field], from, end);
    }
    changed = true;
  }

  private boolean isNamed(int field, byte[] key, int from, int end) {
    int text = places[PLACES * field + 1];
    return text != NO_TEXT
        && Arrays.equals(keys[field], text, places[PLACES * field + 2], key, from, end);
  }

  private int replace(byte[] name, byte[] source, int from, int end) {
    int found = 0;
    for (int field = 0; field < fields; field++) {
      if (isNamed(field, name)) {
        put(field, source, from, end);
        found++;
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
    cursor.reset(packed, key, value);
    int text = keyText();
    add(packed, key, text, value, packed, value, end);
    changed = true;
  }

  /** Replaces the key of a field by a msgpack str. */
  void rename(int field, byte[] source, int from, int text, int end) {
    keys[field] = source;
    places[PLACES * field] = from;
    places[PLACES * field + 1] = text;
    places[PLACES * field + 2] = end;
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
    for (int field = fields - 1; field >= 0; field--) {
      if (isNamed(field, name)) {
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

  /** Appends the record as a msgpack map. */
  void write(ByteBuf out) {
    Packing.map(out, fields);
    for (int field = 0; field < fields; field++) {
      int at = PLACES * field;
      byte[] key = keys[field];
      byte[] value = values[field];
      if (key == value && places[at + 2] == places[at + 3]) {
        out.writeBytes(key, places[at], places[at + 4] - places[at]);
      } else {
        out.writeBytes(key, places[at], places[at + 2] - places[at]);
        out.writeBytes(value, places[at + 3], places[at + 4] - places[at + 3]);
      }
    }
  }
}
