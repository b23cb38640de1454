package dev.logproof.aggregator.filter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.ruby.FieldPath;
import dev.logproof.aggregator.transcode.MessagePackCursor;
import java.util.Arrays;
import java.util.List;

/** Finds the value of a path in a record. Confined to one event loop. */
final class FieldLookup {
  private final byte[] field;
  private final FieldName name;
  private final List<FieldPath.Step> inner;
  private final boolean failsOnNil;

  /**
   * Creates a lookup.
   *
   * @param failsOnNil whether a step from nil fails, as {@code record["a"]["b"]} does in Ruby
   */
  FieldLookup(FieldPath path, boolean failsOnNil) {
    this.name = FieldName.of(path.field());
    this.field = name.text();
    this.inner = path.steps().subList(1, path.steps().size());
    this.failsOnNil = failsOnNil;
  }

  FieldName name() {
    return name;
  }

  List<FieldPath.Step> inner() {
    return inner;
  }

  /**
   * Points {@code found} at the value, or at nil when there is none.
   *
   * @throws FilterFailedException when a step leads into a value that has no members
   */
  void find(EventInWork event, ValueRef found) {
    EventRecord record = event.record();
    int at = record.find(field);
    if (at < 0) {
      found.setNil();
    } else {
      found.set(record.valueSource(at), record.valueStart(at), record.valueEnd(at));
    }
    for (FieldPath.Step step : inner) {
      if (found.isNil()) {
        if (failsOnNil) {
          throw new FilterFailedException("undefined method '[]' for nil");
        }
        return;
      }
      enter(step, found, event.cursor());
    }
  }

  private void enter(FieldPath.Step step, ValueRef found, MessagePackCursor cursor) {
    cursor.reset(found.source(), found.from(), found.end());
    MessagePackCursor.Kind kind = cursor.next();
    if (kind == MessagePackCursor.Kind.MAP) {
      enterMap(step, found, cursor);
    } else if (kind == MessagePackCursor.Kind.ARRAY && step instanceof FieldPath.Index index) {
      enterArray(index.number(), found, cursor);
    } else if (kind == MessagePackCursor.Kind.STR
        && failsOnNil
        && step instanceof FieldPath.Key key) {
      substring(key.name(), found, cursor);
    } else {
      throw new FilterFailedException("a value on the way to a nested field has no members");
    }
  }

  private static void enterMap(FieldPath.Step step, ValueRef found, MessagePackCursor cursor) {
    byte[] source = found.source();
    byte[] key = step instanceof FieldPath.Key named ? named.name().getBytes(UTF_8) : new byte[0];
    boolean text = step instanceof FieldPath.Key;
    found.setNil();
    for (long left = cursor.number(); left > 0; left--) {
      boolean same = isKey(key, cursor) && text;
      int value = cursor.position();
      cursor.skip(1);
      if (same) {
        found.set(source, value, cursor.position());
      }
    }
  }

  private static boolean isKey(byte[] key, MessagePackCursor cursor) {
    int start = cursor.position();
    MessagePackCursor.Kind kind = cursor.next();
    if (kind == MessagePackCursor.Kind.STR || kind == MessagePackCursor.Kind.BIN) {
      int from = cursor.takePayload();
      return Arrays.equals(cursor.bytes(), from, cursor.position(), key, 0, key.length);
    }
    cursor.reset(cursor.bytes(), start, cursor.end());
    cursor.skip(1);
    return false;
  }

  private static void enterArray(int index, ValueRef found, MessagePackCursor cursor) {
    long size = cursor.number();
    long wanted = index < 0 ? size + index : index;
    if (wanted < 0 || wanted >= size) {
      found.setNil();
      return;
    }
    cursor.skip(wanted);
    int value = cursor.position();
    cursor.skip(1);
    found.set(found.source(), value, cursor.position());
  }

  /** Ruby's {@code "text"["part"]} is the part if the text has it. */
  private static void substring(String part, ValueRef found, MessagePackCursor cursor) {
    int from = cursor.takePayload();
    String text = new String(found.source(), from, cursor.position() - from, ISO_8859_1);
    if (text.contains(new String(part.getBytes(UTF_8), ISO_8859_1))) {
      byte[] packed = FieldName.str(part);
      found.set(packed, 0, packed.length);
    } else {
      found.setNil();
    }
  }
}
