package dev.logproof.aggregator.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logproof.aggregator.config.ParserConfig;
import dev.logproof.aggregator.ruby.TimeParser;
import dev.logproof.aggregator.transcode.MessagePackCursor;
import dev.logproof.aggregator.transcode.RubyText;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;

/** Reads the time of an event from a field, as Fluentd's time parsers do. Stateless. */
final class ParsedTimes {
  private static final int NANO_DIGITS = 9;

  private ParsedTimes() {}

  static Instant read(ParserConfig.TimeRule rule, EventRecord record, int field) {
    byte[] source = record.valueSource(field);
    int from = record.valueStart(field);
    int end = record.valueEnd(field);
    MessagePackCursor cursor = new MessagePackCursor();
    cursor.reset(source, from, end);
    MessagePackCursor.Kind kind = cursor.next();
    boolean isText = kind == MessagePackCursor.Kind.STR || kind == MessagePackCursor.Kind.BIN;
    boolean isNumber =
        switch (kind) {
          case SIGNED, UNSIGNED, FLOAT32, FLOAT64 -> true;
          default -> false;
        };
    ByteBuf text = Unpooled.buffer();
    new RubyText().append(source, from, end, text);
    String value = text.toString(UTF_8);
    if (rule instanceof ParserConfig.TextTime formats) {
      if (!isText) {
        throw new FilterFailedException("the time must be a text: " + value);
      }
      return text(formats, value);
    }
    if (!isText && !isNumber) {
      throw new FilterFailedException("the time must be a text or a number: " + value);
    }
    return rule instanceof ParserConfig.UnixTime ? at(value, "0") : withFraction(value);
  }

  private static Instant withFraction(String value) {
    String[] parts = value.split("\\.", 3);
    String fraction = parts.length > 1 ? parts[1] : "0";
    String nine = (fraction + "0".repeat(NANO_DIGITS)).substring(0, NANO_DIGITS);
    return at(parts[0], nine);
  }

  private static Instant at(String seconds, String nanos) {
    try {
      BigInteger fraction = RubyNumbers.toInteger(nanos);
      return Instant.ofEpochSecond(
          RubyNumbers.toInteger(seconds).longValueExact(), fraction.longValueExact());
    } catch (ArithmeticException | DateTimeException e) {
      throw new FilterFailedException("the time is out of range: " + seconds);
    }
  }

  static Instant text(ParserConfig.TextTime rule, String value) {
    for (TimeParser format : rule.formats()) {
      try {
        return format.parse(value);
      } catch (IllegalArgumentException e) {
        // The next format may fit.
      }
    }
    throw new FilterFailedException("invalid time format: value = " + value);
  }
}
