package dev.logproof.aggregator.transcode;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds a field of an event by its path, as Fluentd's record accessor does, without an object per
 * event. Confined to one event loop.
 */
public final class FieldText {
  private static final int MAX_BYTES = 1024;

  private final EventBytes event = new EventBytes();
  private final MessagePackCursor cursor = new MessagePackCursor();
  private final RecordTranscoder transcoder = new RecordTranscoder(MAX_BYTES);
  private final List<byte[]> path;

  /** Finds the field with these names from the outside in. */
  public FieldText(List<String> path) {
    this.path = path.stream().map(name -> name.getBytes(UTF_8)).toList();
  }

  /**
   * Appends the text of the field to {@code out}: a string as it is, other values as JSON.
   *
   * @return false if the field is missing, nil or longer than {@value #MAX_BYTES} bytes
   */
  public boolean append(ByteBuf in, int offset, int length, ByteBuf out) {
    int start = out.writerIndex();
    try {
      event.open(in, offset, length);
      cursor.reset(event.bytes(), event.from(), event.from() + length);
      for (byte[] name : path) {
        if (!descend(name)) {
          return false;
        }
      }
      return write(out);
    } catch (ValueTooLongException e) {
      out.writerIndex(start);
      return false;
    } finally {
      cursor.release();
      event.close();
    }
  }

  /** Returns the text of the field, if it has one. */
  public Optional<String> read(ByteBuf in, int offset, int length) {
    ByteBuf text = Unpooled.buffer(64);
    return append(in, offset, length, text) ? Optional.of(text.toString(UTF_8)) : Optional.empty();
  }

  /** Moves to the value of the last member with that name. */
  private boolean descend(byte[] name) {
    if (cursor.next() != MessagePackCursor.Kind.MAP) {
      return false;
    }
    int found = -1;
    for (long left = cursor.number(); left > 0; left--) {
      if (keyIs(name)) {
        found = cursor.position();
      }
      cursor.skip(1);
    }
    if (found >= 0) {
      cursor.reset(cursor.bytes(), found, cursor.end());
    }
    return found >= 0;
  }

  private boolean keyIs(byte[] name) {
    int start = cursor.position();
    MessagePackCursor.Kind kind = cursor.next();
    if (kind != MessagePackCursor.Kind.STR && kind != MessagePackCursor.Kind.BIN) {
      cursor.reset(cursor.bytes(), start, cursor.end());
      cursor.skip(1);
      return false;
    }
    int from = cursor.takePayload();
    return Arrays.equals(cursor.bytes(), from, cursor.position(), name, 0, name.length);
  }

  private boolean write(ByteBuf out) {
    int start = cursor.position();
    MessagePackCursor.Kind kind = cursor.next();
    switch (kind) {
      case NIL -> {
        return false;
      }
      case STR, BIN -> {
        int from = cursor.takePayload();
        if (cursor.position() - from > MAX_BYTES) {
          return false;
        }
        out.writeBytes(cursor.bytes(), from, cursor.position() - from);
      }
      default -> {
        cursor.reset(cursor.bytes(), start, cursor.end());
        cursor.skip(1);
        transcoder.transcode(
            Unpooled.wrappedBuffer(cursor.bytes(), start, cursor.position() - start),
            0,
            cursor.position() - start,
            out);
      }
    }
    return true;
  }
}
