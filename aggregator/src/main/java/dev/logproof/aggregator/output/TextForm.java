package dev.logproof.aggregator.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.config.TextFormat;
import dev.logproof.aggregator.transcode.EventBytes;
import dev.logproof.aggregator.transcode.MessagePackCursor;
import dev.logproof.aggregator.transcode.RubyText;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.List;

/** Writes records as LTSV, CSV or Ruby's text of a hash. Confined to one event loop. */
final class TextForm {
  private final TextFormat format;
  private final List<byte[]> fields;
  private final EventBytes event = new EventBytes();
  private final MessagePackCursor cursor = new MessagePackCursor();
  private final RubyText rubyText = new RubyText();
  private final ByteBuf text = Unpooled.buffer();

  TextForm(TextFormat format) {
    this.format = format;
    this.fields =
        format instanceof TextFormat.Csv csv
            ? csv.fields().stream().map(field -> field.getBytes(UTF_8)).toList()
            : List.of();
  }

  /** Writes no line ending. */
  void write(ByteBuf in, int offset, int length, ByteBuf out) {
    event.open(in, offset, length);
    try {
      int from = event.from();
      if (format instanceof TextFormat.Ltsv ltsv) {
        ltsv(ltsv, from, from + length, out);
      } else if (format instanceof TextFormat.Csv csv) {
        csv(csv, from, from + length, out);
      } else {
        rubyText.append(event.bytes(), from, from + length, out);
      }
    } finally {
      cursor.release();
      event.close();
    }
  }

  private void ltsv(TextFormat.Ltsv ltsv, int from, int end, ByteBuf out) {
    long pairs = open(from, end);
    int start = out.writerIndex();
    for (long left = pairs; left > 0; left--) {
      if (out.writerIndex() > start) {
        out.writeCharSequence(ltsv.delimiter(), UTF_8);
      }
      out.writeCharSequence(next() + ltsv.labelDelimiter(), UTF_8);
      out.writeCharSequence(next().replace(ltsv.delimiter(), ltsv.replacement()), UTF_8);
    }
  }

  private long open(int from, int end) {
    cursor.reset(event.bytes(), from, end);
    if (cursor.next() != MessagePackCursor.Kind.MAP) {
      throw new IllegalArgumentException("the record is no map");
    }
    return cursor.number();
  }

  /** Returns the text of the next value. */
  private String next() {
    int start = cursor.position();
    cursor.skip(1);
    text.clear();
    rubyText.append(cursor.bytes(), start, cursor.position(), text);
    return text.toString(UTF_8);
  }

  private void csv(TextFormat.Csv csv, int from, int end, ByteBuf out) {
    for (int field = 0; field < fields.size(); field++) {
      if (field > 0) {
        out.writeCharSequence(csv.delimiter(), UTF_8);
      }
      int value = find(fields.get(field), from, end);
      boolean isNil = value < 0 || (cursor.bytes()[value] & 0xff) == 0xc0;
      cursor.reset(cursor.bytes(), Math.max(value, from), end);
      String shown = isNil ? "" : next();
      boolean quoted = csv.forceQuotes() || (!isNil && needsQuotes(shown, csv.delimiter()));
      out.writeCharSequence(quoted ? '"' + shown.replace("\"", "\"\"") + '"' : shown, UTF_8);
    }
  }

  /** As in Ruby's CSV. */
  private static boolean needsQuotes(String value, String delimiter) {
    return value.isEmpty()
        || value.contains(delimiter)
        || value.indexOf('"') >= 0
        || value.indexOf('\n') >= 0
        || value.indexOf('\r') >= 0
        || value.startsWith(" ")
        || value.startsWith("\t")
        || value.endsWith(" ")
        || value.endsWith("\t");
  }

  /** Returns the start of the last value with that name, or -1. */
  private int find(byte[] name, int from, int end) {
    int found = -1;
    for (long left = open(from, end); left > 0; left--) {
      int key = cursor.position();
      MessagePackCursor.Kind kind = cursor.next();
      boolean same = false;
      if (kind == MessagePackCursor.Kind.STR || kind == MessagePackCursor.Kind.BIN) {
        int start = cursor.takePayload();
        same = Arrays.equals(cursor.bytes(), start, cursor.position(), name, 0, name.length);
      } else {
        cursor.reset(cursor.bytes(), key, end);
        cursor.skip(1);
      }
      found = same ? cursor.position() : found;
      cursor.skip(1);
    }
    return found;
  }
}
