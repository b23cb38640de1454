package dev.logproof.forward.decode;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.logproof.forward.msgpack.MessagePackWriter;
import io.netty.buffer.ByteBuf;
import java.math.BigInteger;

/**
 * Packs JSON strings and numbers. Integers beyond 64 bits and numbers beyond a double are kept as
 * text. Errors report offsets from {@code start}. Confined to one connection.
 */
record JsonScalars(ByteBuf in, int start, int end, ByteBuf out) {
  private static final int MAX_NUMBER_BYTES = 1_000;

  /** Every integer of this length fits in a long. */
  private static final int LONG_DIGITS = 18;

  /** Longer integers do not fit in 64 bits. */
  private static final int UNSIGNED_DIGITS = 20;

  /** Packs the string; returns its end. */
  int string(int quote) throws JsonSyntaxException {
    int close = closingQuote(quote + 1);
    // Unescaping only shortens the string.
    int header = out.writerIndex();
    int text = MessagePackWriter.beginStr(out, close - quote - 1);
    unescape(quote + 1, close);
    MessagePackWriter.endStr(out, header, text);
    return close + 1;
  }

  private int closingQuote(int from) throws JsonSyntaxException {
    int at = from;
    while (at < end) {
      int next = in.getByte(at);
      if (next == '"') {
        return at;
      } else if (next >= 0 && next < ' ') {
        throw new JsonSyntaxException(at - start, "a string without control characters");
      }
      at += next == '\\' ? 2 : 1;
    }
    throw new JsonSyntaxException(end - start, "the closing quote of a string");
  }

  private void unescape(int from, int to) throws JsonSyntaxException {
    int at = from;
    while (at < to) {
      int backslash = in.indexOf(at, to, (byte) '\\');
      int plainEnd = backslash < 0 ? to : backslash;
      out.writeBytes(in, at, plainEnd - at);
      at = plainEnd < to ? escape(plainEnd, to) : to;
    }
  }

  /** Returns the escape's end. */
  private int escape(int at, int to) throws JsonSyntaxException {
    int letter = in.getByte(at + 1);
    switch (letter) {
      case '"', '\\', '/' -> out.writeByte(letter);
      case 'b' -> out.writeByte('\b');
      case 'f' -> out.writeByte('\f');
      case 'n' -> out.writeByte('\n');
      case 'r' -> out.writeByte('\r');
      case 't' -> out.writeByte('\t');
      case 'u' -> {
        return unicode(at, to);
      }
      default -> throw new JsonSyntaxException(at - start, "a JSON escape");
    }
    return at + 2;
  }

  /** A lone surrogate, which UTF-8 cannot encode, becomes U+FFFD. */
  private int unicode(int at, int to) throws JsonSyntaxException {
    int unit = unit(at, to);
    int next = at + 6;
    int letter = unit;
    if (Character.isHighSurrogate((char) unit) && isUnicodeEscape(next, to)) {
      int low = unit(next, to);
      if (Character.isLowSurrogate((char) low)) {
        letter = Character.toCodePoint((char) unit, (char) low);
        next += 6;
      }
    }
    boolean half = letter >= Character.MIN_SURROGATE && letter <= Character.MAX_SURROGATE;
    utf8(half ? '\ufffd' : letter);
    return next;
  }

  private boolean isUnicodeEscape(int at, int to) {
    return to - at >= 2 && in.getByte(at) == '\\' && in.getByte(at + 1) == 'u';
  }

  private int unit(int at, int to) throws JsonSyntaxException {
    int unit = 0;
    for (int digit = at + 2; digit < at + 6; digit++) {
      int value = digit < to ? Character.digit(in.getByte(digit), 16) : -1;
      if (value < 0) {
        throw new JsonSyntaxException(at - start, "four hexadecimal digits after \\u");
      }
      unit = unit << 4 | value;
    }
    return unit;
  }

  private void utf8(int letter) {
    if (letter < 0x80) {
      out.writeByte(letter);
    } else if (letter < 0x800) {
      out.writeByte(0xc0 | letter >> 6).writeByte(continuation(letter));
    } else if (letter < 0x10000) {
      out.writeByte(0xe0 | letter >> 12).writeByte(continuation(letter >> 6));
      out.writeByte(continuation(letter));
    } else {
      out.writeByte(0xf0 | letter >> 18).writeByte(continuation(letter >> 12));
      out.writeByte(continuation(letter >> 6)).writeByte(continuation(letter));
    }
  }

  private static int continuation(int bits) {
    return 0x80 | (bits & 0x3f);
  }

  /** Packs the number; returns its end. */
  int number(int at) throws JsonSyntaxException {
    int digits = in.getByte(at) == '-' ? at + 1 : at;
    int whole = endOfDigits(digits);
    if (whole - digits > 1 && in.getByte(digits) == '0') {
      throw new JsonSyntaxException(digits - start, "a number without leading zeros");
    }
    int next = whole;
    if (isAt(next, '.', '.')) {
      next = endOfDigits(next + 1);
    }
    if (isAt(next, 'e', 'E')) {
      boolean signed = isAt(next + 1, '+', '-');
      next = endOfDigits(next + (signed ? 2 : 1));
    }
    if (next - at > MAX_NUMBER_BYTES) {
      throw new JsonSyntaxException(at - start, "a number of at most 1000 characters");
    }
    String text = in.toString(at, next - at, US_ASCII);
    if (next == whole) {
      integer(text, whole - digits);
    } else {
      floating(text);
    }
    return next;
  }

  private boolean isAt(int at, char one, char other) {
    return at < end && (in.getByte(at) == one || in.getByte(at) == other);
  }

  private int endOfDigits(int from) throws JsonSyntaxException {
    int at = from;
    while (at < end && in.getByte(at) >= '0' && in.getByte(at) <= '9') {
      at++;
    }
    if (at == from) {
      throw new JsonSyntaxException(at - start, "a digit");
    }
    return at;
  }

  private void integer(String text, int digits) {
    if (digits <= LONG_DIGITS) {
      MessagePackWriter.signed(out, Long.parseLong(text));
    } else if (digits > UNSIGNED_DIGITS) {
      MessagePackWriter.str(out, text);
    } else {
      BigInteger value = new BigInteger(text);
      if (value.bitLength() < Long.SIZE) {
        MessagePackWriter.signed(out, value.longValue());
      } else if (value.signum() > 0 && value.bitLength() <= Long.SIZE) {
        MessagePackWriter.unsigned(out, value.longValue());
      } else {
        MessagePackWriter.str(out, text);
      }
    }
  }

  private void floating(String text) {
    double value = Double.parseDouble(text);
    if (Double.isFinite(value)) {
      MessagePackWriter.float64(out, value);
    } else {
      MessagePackWriter.str(out, text);
    }
  }
}
