package dev.logproof.aggregator.transcode;

import dev.logproof.aggregator.transcode.MessagePackCursor.Kind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/**
 * Copies a msgpack value so that no map contains a key twice: a repeated key keeps its first
 * position and last value. Keys are equal if their JSON is, such as 1 and "1". Takes linear time
 * for any keys, as their hashes are unpredictable. Confined to one event loop.
 */
final class UniqueMembers {
  /** Inputs allow no deeper records; deeper values are copied unchanged. */
  private static final int MAX_DEPTH = 1_000;

  /** Larger arrays are not kept. */
  private static final int MAX_KEPT_BYTES = 1024 * 1024;

  private static final byte[] NONE = {};

  private final int maxKeyBytes;
  private final MessagePackCursor cursor = new MessagePackCursor();
  private final MessagePackCursor keyCursor = new MessagePackCursor();
  private final JsonWindow keyWindow = new JsonWindow();
  private final JsonWriter keyWriter = new JsonWriter(keyCursor, keyWindow);
  private final ByteBuf keyText = Unpooled.buffer();
  private final ByteBuf otherText = Unpooled.buffer();
  private final MemberTable members = new MemberTable();
  private byte[] out = NONE;
  private byte[] scratch = NONE;
  private int at;
  private int sourceEnd;
  private boolean changed;

  /**
   * Refuses keys with more than {@code maxKeyBytes} of JSON with {@link ValueTooLongException},
   * since the first of equal keys is always kept.
   */
  UniqueMembers(int maxKeyBytes) {
    this.maxKeyBytes = maxKeyBytes;
  }

  /** Returns true if members were removed; {@link #bytes} then contains the others. */
  boolean copy(byte[] in, int from, int end) {
    int needed = end - from + Words.SLACK_BYTES;
    if (out.length < needed) {
      out = new byte[Math.max(needed, 2 * out.length)];
    }
    at = 0;
    changed = false;
    members.truncate(0);
    cursor.reset(in, from, end);
    try {
      copyValue(0);
      sourceEnd = cursor.position();
      return changed;
    } finally {
      cursor.release();
      keyCursor.release();
    }
  }

  /** The copy starts at index 0. */
  byte[] bytes() {
    return out;
  }

  int length() {
    return at;
  }

  int sourceEnd() {
    return sourceEnd;
  }

  void release() {
    if (out.length > MAX_KEPT_BYTES) {
      out = NONE;
    }
    if (scratch.length > MAX_KEPT_BYTES) {
      scratch = NONE;
    }
  }

  private void copyValue(int depth) {
    int head = cursor.position();
    if (depth > MAX_DEPTH) {
      cursor.skip(1);
      append(head);
      return;
    }
    Kind kind = cursor.next();
    long number = cursor.number();
    switch (kind) {
      case MAP -> copyMap(head, number, depth);
      case ARRAY -> {
        append(head);
        for (long left = number; left > 0; left--) {
          copyValue(depth + 1);
        }
      }
      case STR, BIN, EXT -> {
        int ignored = cursor.takePayload();
        append(head);
      }
      default -> append(head);
    }
  }

  private void append(int from) {
    int length = cursor.position() - from;
    System.arraycopy(cursor.bytes(), from, out, at, length);
    at += length;
  }

  private void copyMap(int head, long pairs, int depth) {
    int header = at;
    append(head);
    int content = at;
    int base = members.count();
    for (long left = pairs; left > 0; left--) {
      int key = at;
      copyValue(depth + 1);
      int value = at;
      long hash = SecretHash.of(render(key, value, keyText));
      copyValue(depth + 1);
      members.add(hash, key, value, at);
    }
    int repeated = pairs < 2 ? 0 : members.findRepeated(base, this::haveSameKey);
    if (repeated > 0) {
      changed = true;
      putCount(header, pairs - repeated);
      keepOnePerKey(base, content);
    }
    members.truncate(base);
  }

  /** Keeps the width of the header. */
  private void putCount(int header, long count) {
    switch (out[header] & 0xff) {
      case 0xde -> Words.shortBe(out, header + 1, (int) count);
      case 0xdf -> Words.intBe(out, header + 1, (int) count);
      default -> out[header] = (byte) (0x80 | count);
    }
  }

  private void keepOnePerKey(int base, int content) {
    if (scratch.length < at) {
      scratch = new byte[out.length];
    }
    System.arraycopy(out, content, scratch, content, at - content);
    at = content;
    for (int member = base; member < members.count(); member++) {
      int last = members.last(member);
      if (last >= 0) {
        restore(members.key(member), members.value(member));
        restore(members.value(last), members.end(last));
      }
    }
  }

  private void restore(int from, int to) {
    System.arraycopy(scratch, from, out, at, to - from);
    at += to - from;
  }

  private boolean haveSameKey(int one, int other) {
    ByteBuf first = render(members.key(one), members.value(one), keyText);
    ByteBuf second = render(members.key(other), members.value(other), otherText);
    return ByteBufUtil.equals(first, second);
  }

  private ByteBuf render(int from, int to, ByteBuf text) {
    text.clear();
    keyWindow.clear(maxKeyBytes);
    keyCursor.reset(out, from, to);
    keyWriter.writeKeyAlone(text);
    return text;
  }
}
