package dev.logproof.aggregator.filter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.logproof.aggregator.transcode.PlainRun;
import dev.logproof.aggregator.transcode.Words;
import java.math.BigInteger;

/**
 * Converts JSON in an array to msgpack with the shortest headers, so that records behind it take
 * the fast paths of the transcoder. As strict as RFC 8259, except that invalid UTF-8 is left to the
 * transcoder. Integers beyond 64 bits and numbers beyond a double become texts. Confined to one
 * event loop.
 */
final class JsonReader {
  /** No value grows by more; see {@link #maxBytes}. */
  private static final int GROWTH = 3;

  private static final int HEADER_BYTES = 16;
  private static final int MAX_DEPTH = 256;
  private static final int LONG_DIGITS = 18;

  /** A double holds these digits exactly, and so many powers of ten; their quotient is exact. */
  private static final int EXACT_DIGITS = 15;

  private static final double[] POWERS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private static final int MAX_NUMBER_BYTES = 1_000;
  private static final int MAP_16 = 0xde;
  private static final int ARRAY_16 = 0xdc;
  private static final int FAILED = -1;

  private static final byte[] NOTHING = {};

  private byte[] in = NOTHING;
  private int at;
  private int end;
  private final PackedBytes out = new PackedBytes();

  /** Returns the space that the msgpack of a text needs at most. */
  static int maxBytes(int textBytes) {
    return GROWTH * textBytes + HEADER_BYTES;
  }

  /** Begins a text; {@link #maxBytes} must be free in {@code array} from {@code start} on. */
  void open(byte[] text, int from, int to, byte[] array, int start) {
    in = text;
    at = from;
    end = to;
    out.open(array, start);
  }

  /** Lets the text and the array go. */
  void close() {
    in = NOTHING;
    out.open(NOTHING, 0);
  }

  /** Returns the end of what was written. */
  int written() {
    return out.at();
  }

  /** Skips blanks; returns the next byte, or -1 at the end. */
  int peek() {
    if (at < end && in[at] > ' ') {
      return in[at];
    }
    while (at < end && (in[at] == ' ' || in[at] == '\n' || in[at] == '\r' || in[at] == '\t')) {
      at++;
    }
    return at < end ? in[at] & 0xff : FAILED;
  }

  /** Takes {@code expected}, after blanks; false when there is another byte. */
  boolean take(char expected) {
    if (peek() != expected) {
      return false;
    }
    at++;
    return true;
  }

  /** Converts the next value; false when it is no JSON. */
  boolean value(int depth) {
    int next = peek();
    return switch (next) {
      case '"' -> string();
      case '{' -> depth < MAX_DEPTH && container('}', depth);
      case '[' -> depth < MAX_DEPTH && container(']', depth);
      case 't' -> literal("true", 0xc3);
      case 'f' -> literal("false", 0xc2);
      case 'n' -> literal("null", 0xc0);
      default -> (next == '-' || isDigit(next)) && number();
    };
  }

  private boolean literal(String text, int packed) {
    for (int i = 0; i < text.length(); i++) {
      if (at + i >= end || in[at + i] != text.charAt(i)) {
        return false;
      }
    }
    at += text.length();
    out.put(packed);
    return true;
  }

  /** Headers of 16 bits are patched with the count; larger containers are no values of a log. */
  private boolean container(char close, int depth) {
    boolean map = close == '}';
    at++;
    int header = out.at();
    out.put(map ? MAP_16 : ARRAY_16);
    out.putShort(0);
    int count = 0;
    boolean more = !take(close);
    while (more) {
      if (map && !(peek() == '"' && string() && take(':'))) {
        return false;
      }
      if (!value(depth + 1) || ++count > 0xffff) {
        return false;
      }
      more = take(',');
      if (!more && !take(close)) {
        return false;
      }
    }
    out.patchShort(header + 1, count);
    return true;
  }

  /** Converts a string that begins here. */
  boolean string() {
    int from = at + 1;
    int to = endOfPlain(from);
    if (to == end) {
      return false;
    }
    if (in[to] == '"') {
      out.str(in, from, to - from);
      at = to + 1;
      return true;
    }
    return in[to] == '\\' && escaped(from, to);
  }

  /** Finds the next quote, backslash or control character; the array may end with the text. */
  private int endOfPlain(int from) {
    int to = from;
    while (to < end && to + Long.BYTES <= in.length) {
      long marks = PlainRun.specialMarks(Words.longLe(in, to));
      if (marks != 0) {
        return Math.min(end, to + PlainRun.length(marks));
      }
      to += Long.BYTES;
    }
    while (to < end && in[to] != '"' && in[to] != '\\' && (in[to] < 0 || in[to] >= ' ')) {
      to++;
    }
    return Math.min(end, to);
  }

  /** The length is known after the last escape only; the text is moved if its header is shorter. */
  private boolean escaped(int from, int firstEscape) {
    int close = closingQuote(firstEscape);
    if (close < 0) {
      return false;
    }
    int text = out.reserveStr(close - from);
    out.copy(in, from, firstEscape - from);
    int next = firstEscape;
    while (next < close) {
      if (in[next] == '\\') {
        next = escape(next, close);
        if (next < 0) {
          return false;
        }
      } else {
        out.put(in[next++]);
      }
    }
    out.endStr(text);
    at = close + 1;
    return true;
  }

  private int closingQuote(int from) {
    int next = from;
    while (next < end) {
      if (in[next] == '"') {
        return next;
      } else if (in[next] >= 0 && in[next] < ' ') {
        return FAILED;
      }
      next += in[next] == '\\' ? 2 : 1;
    }
    return FAILED;
  }

  private int escape(int backslash, int close) {
    int letter = in[backslash + 1];
    switch (letter) {
      case '"', '\\', '/' -> out.put(letter);
      case 'b' -> out.put('\b');
      case 'f' -> out.put('\f');
      case 'n' -> out.put('\n');
      case 'r' -> out.put('\r');
      case 't' -> out.put('\t');
      case 'u' -> {
        return unicode(backslash, close);
      }
      default -> {
        return FAILED;
      }
    }
    return backslash + 2;
  }

  /** A lone surrogate, which UTF-8 cannot encode, becomes U+FFFD. */
  private int unicode(int backslash, int close) {
    int unit = unit(backslash, close);
    if (unit < 0) {
      return FAILED;
    }
    int next = backslash + 6;
    int letter = unit;
    boolean pair = next + 1 < close && in[next] == '\\' && in[next + 1] == 'u';
    if (Character.isHighSurrogate((char) unit) && pair) {
      int low = unit(next, close);
      if (low >= 0 && Character.isLowSurrogate((char) low)) {
        letter = Character.toCodePoint((char) unit, (char) low);
        next += 6;
      }
    }
    boolean half = letter >= Character.MIN_SURROGATE && letter <= Character.MAX_SURROGATE;
    out.utf8(half ? '\ufffd' : letter);
    return next;
  }

  private int unit(int backslash, int close) {
    int unit = 0;
    for (int digit = backslash + 2; digit < backslash + 6; digit++) {
      int value = digit < close ? Character.digit(in[digit], 16) : FAILED;
      if (value < 0) {
        return FAILED;
      }
      unit = unit << 4 | value;
    }
    return unit;
  }

  private static boolean isDigit(int letter) {
    return letter >= '0' && letter <= '9';
  }

  private boolean number() {
    int from = at;
    int digits = in[from] == '-' ? from + 1 : from;
    int whole = endOfDigits(digits);
    if (whole == digits || (whole - digits > 1 && in[digits] == '0')) {
      return false;
    }
    int decimals = whole;
    if (whole < end && in[whole] == '.') {
      decimals = endOfDigits(whole + 1);
      if (decimals == whole + 1) {
        return false;
      }
    }
    int next = endOfExponent(decimals);
    if (next < 0 || next - from > MAX_NUMBER_BYTES) {
      return false;
    }
    at = next;
    boolean negative = digits > from;
    if (next == whole && whole - digits <= LONG_DIGITS) {
      out.signed(integer(digits, whole, 0, negative));
    } else if (next == decimals && next > whole && next - 1 - digits <= EXACT_DIGITS) {
      long mantissa = integer(whole + 1, next, integer(digits, whole, 0, false), false);
      double value = mantissa / POWERS[next - 1 - whole];
      out.float64(negative ? -value : value);
    } else {
      unusual(new String(in, from, next - from, ISO_8859_1), next == whole, from);
    }
    return true;
  }

  /** Returns the end of an exponent that may start here, or {@link #FAILED}. */
  private int endOfExponent(int from) {
    if (from == end || (in[from] != 'e' && in[from] != 'E')) {
      return from;
    }
    int sign = from + 1 < end && (in[from + 1] == '+' || in[from + 1] == '-') ? 2 : 1;
    int exponent = endOfDigits(from + sign);
    return exponent == from + sign ? FAILED : exponent;
  }

  private int endOfDigits(int from) {
    int next = Math.min(from, end);
    while (next < end && isDigit(in[next])) {
      next++;
    }
    return next;
  }

  private long integer(int from, int to, long before, boolean negative) {
    long value = before;
    for (int digit = from; digit < to; digit++) {
      value = 10 * value + (in[digit] - '0');
    }
    return negative ? -value : value;
  }

  private void unusual(String text, boolean isInteger, int from) {
    if (!isInteger) {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        out.float64(value);
      } else {
        out.str(in, from, text.length());
      }
      return;
    }
    BigInteger value = new BigInteger(text);
    if (value.bitLength() < Long.SIZE) {
      out.signed(value.longValue());
    } else if (value.signum() > 0 && value.bitLength() == Long.SIZE) {
      out.unsigned(value.longValue());
    } else {
      out.str(in, from, text.length());
    }
  }
}
