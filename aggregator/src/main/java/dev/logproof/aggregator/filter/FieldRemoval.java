package dev.logproof.aggregator.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.ruby.FieldPath;
import dev.logproof.aggregator.transcode.MessagePackCursor;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.List;

/**
 * Removes a field; without effect when it is missing. A value that contains a nested field is
 * written anew. Confined to one event loop.
 */
final class FieldRemoval {
  private final FieldLookup lookup;
  private final List<FieldPath.Step> inner;

  FieldRemoval(FieldPath path) {
    this.lookup = new FieldLookup(path, false);
    this.inner = lookup.inner();
  }

  void apply(EventInWork event) {
    EventRecord record = event.record();
    if (inner.isEmpty()) {
      record.remove(lookup.name().text());
      return;
    }
    int field = record.find(lookup.name().text());
    if (field < 0 || !exists(event)) {
      return;
    }
    int from = event.values().writerIndex();
    MessagePackCursor cursor = event.cursor();
    cursor.reset(record.valueSource(field), record.valueStart(field), record.valueEnd(field));
    copyWithout(0, event.values(), cursor);
    event.setWritten(lookup.name(), from);
  }

  private boolean exists(EventInWork event) {
    try {
      lookup.find(event, event.found());
      return true;
    } catch (FilterFailedException e) {
      return false;
    }
  }

  private void copyWithout(int depth, ByteBuf out, MessagePackCursor cursor) {
    int start = cursor.position();
    MessagePackCursor.Kind kind = cursor.next();
    if (kind == MessagePackCursor.Kind.MAP && inner.get(depth) instanceof FieldPath.Key key) {
      map(key.name().getBytes(UTF_8), cursor.number(), depth, out, cursor);
    } else if (kind == MessagePackCursor.Kind.ARRAY
        && inner.get(depth) instanceof FieldPath.Index index) {
      array(index.number(), cursor.number(), depth, out, cursor);
    } else {
      copyFrom(start, out, 1, cursor);
    }
  }

  private boolean isLast(int depth) {
    return depth == inner.size() - 1;
  }

  private void map(byte[] name, long pairs, int depth, ByteBuf out, MessagePackCursor cursor) {
    int members = cursor.position();
    int removed = 0;
    for (long left = pairs; isLast(depth) && left > 0; left--) {
      removed += nextIs(name, cursor) ? 1 : 0;
      cursor.skip(1);
    }
    cursor.reset(cursor.bytes(), members, cursor.end());
    Packing.map(out, (int) pairs - removed);
    for (long left = pairs; left > 0; left--) {
      int key = cursor.position();
      boolean same = nextIs(name, cursor);
      if (same && isLast(depth)) {
        cursor.skip(1);
      } else if (same) {
        out.writeBytes(cursor.bytes(), key, cursor.position() - key);
        copyWithout(depth + 1, out, cursor);
      } else {
        copyFrom(key, out, 2, cursor);
      }
    }
  }

  private static boolean nextIs(byte[] name, MessagePackCursor cursor) {
    int key = cursor.position();
    MessagePackCursor.Kind kind = cursor.next();
    if (kind == MessagePackCursor.Kind.STR || kind == MessagePackCursor.Kind.BIN) {
      int text = cursor.takePayload();
      return Arrays.equals(cursor.bytes(), text, cursor.position(), name, 0, name.length);
    }
    cursor.reset(cursor.bytes(), key, cursor.end());
    cursor.skip(1);
    return false;
  }

  private void array(int index, long size, int depth, ByteBuf out, MessagePackCursor cursor) {
    long at = index < 0 ? size + index : index;
    boolean removes = isLast(depth) && at >= 0 && at < size;
    Packing.array(out, (int) size - (removes ? 1 : 0));
    for (long element = 0; element < size; element++) {
      if (element != at) {
        copyFrom(cursor.position(), out, 1, cursor);
      } else if (removes) {
        cursor.skip(1);
      } else {
        copyWithout(depth + 1, out, cursor);
      }
    }
  }

  private static void copyFrom(int start, ByteBuf out, int values, MessagePackCursor cursor) {
    cursor.reset(cursor.bytes(), start, cursor.end());
    cursor.skip(values);
    out.writeBytes(cursor.bytes(), start, cursor.position() - start);
  }
}
