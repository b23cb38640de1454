package dev.logproof.aggregator.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.transcode.MessagePackCursor;
import io.netty.buffer.ByteBuf;

/** Reads texts of parsed fields. Confined to one event loop. */
final class TextValue {
  private final MessagePackCursor cursor = new MessagePackCursor();

  private MessagePackCursor.Kind kind(EventRecord record, int field) {
    cursor.reset(record.valueSource(field), record.valueStart(field), record.valueEnd(field));
    return cursor.next();
  }

  boolean isNil(EventRecord record, int field) {
    return kind(record, field) == MessagePackCursor.Kind.NIL;
  }

  boolean isText(EventRecord record, int field) {
    MessagePackCursor.Kind kind = kind(record, field);
    return kind == MessagePackCursor.Kind.STR || kind == MessagePackCursor.Kind.BIN;
  }

  /** Returns the text of a parsed field as {@code to_s} writes it. */
  String of(EventInWork event, int field) {
    EventRecord parsed = event.parsed();
    ByteBuf text = event.takeText();
    try {
      event
          .rubyText()
          .append(
              parsed.valueSource(field), parsed.valueStart(field), parsed.valueEnd(field), text);
      return text.toString(UTF_8);
    } finally {
      event.giveText(text);
    }
  }
}
