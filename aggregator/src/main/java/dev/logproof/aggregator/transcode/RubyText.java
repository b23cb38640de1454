package dev.logproof.aggregator.transcode;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import java.util.Locale;

/**
 * Writes values as Ruby's {@code to_s} does; arrays and maps as {@code inspect} up to Ruby 3.3.
 * Confined to one event loop.
 */
public final class RubyText {
  /** Ruby writes no exponent from this one (Float#to_s). */
  private static final int SMALLEST_PLAIN_EXPONENT = -4;

  /** Below it, Ruby fills with zeros; above, it writes an exponent unless there are more digits. */
  private static final int MAX_FILLED_EXPONENT = 15;

  private static final int PLAIN_LENGTH = 24;
  private static final int MAX_DEPTH = 512;

  private final MessagePackCursor cursor = new MessagePackCursor();

  /** Appends the text of the value in {@code [from, end)}. */
  public void append(byte[] source, int from, int end, ByteBuf out) {
    cursor.reset(source, from, end);
    MessagePackCursor.Kind kind = cursor.next();
    switch (kind) {
      case NIL -> {}
      case STR, BIN -> {
        int text = cursor.takePayload();
        out.writeBytes(source, text, cursor.position() - text);
      }
      default -> inspect(kind, out, 0);
    }
    cursor.release();
  }

  private void inspect(MessagePackCursor.Kind kind, ByteBuf out, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("a value nests deeper than " + MAX_DEPTH + " levels");
    }
    long number = cursor.number();
    switch (kind) {
      case NIL -> ascii("nil", out);
      case TRUE -> ascii("true", out);
      case FALSE -> ascii("false", out);
      case SIGNED -> ascii(Long.toString(number), out);
      case UNSIGNED -> ascii(Long.toUnsignedString(number), out);
      case FLOAT32 -> ascii(decimal(Float.intBitsToFloat((int) number)), out);
      case FLOAT64 -> ascii(decimal(Double.longBitsToDouble(number)), out);
      case STR, BIN -> quoted(out);
      case EXT -> {
        int ignored = cursor.takePayload();
        ascii("#<ext>", out);
      }
      case ARRAY -> array(number, out, depth);
      case MAP -> map(number, out, depth);
    }
  }

  private void array(long size, ByteBuf out, int depth) {
    out.writeByte('[');
    for (long at = 0; at < size; at++) {
      ascii(at > 0 ? ", " : "", out);
      inspect(cursor.next(), out, depth + 1);
    }
    out.writeByte(']');
  }

  private void map(long size, ByteBuf out, int depth) {
    out.writeByte('{');
    for (long at = 0; at < size; at++) {
      ascii(at > 0 ? ", " : "", out);
      inspect(cursor.next(), out, depth + 1);
      ascii("=>", out);
      inspect(cursor.next(), out, depth + 1);
    }
    out.writeByte('}');
  }

  private void quoted(ByteBuf out) {
    int from = cursor.takePayload();
    String text = new String(cursor.bytes(), from, cursor.position() - from, UTF_8);
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int at = 0; at < text.length(); at++) {
      escape(text.charAt(at), at + 1 < text.length() ? text.charAt(at + 1) : '\0', quoted);
    }
    out.writeCharSequence(quoted.append('"'), UTF_8);
  }

  private static void escape(char letter, char next, StringBuilder out) {
    switch (letter) {
      case '"', '\\' -> out.append('\\').append(letter);
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\f' -> out.append("\\f");
      case '\u000b' -> out.append("\\v");
      case '\b' -> out.append("\\b");
      case '\u0007' -> out.append("\\a");
      case '\u001b' -> out.append("\\e");
      case '#' -> out.append(next == '{' || next == '$' || next == '@' ? "\\#" : "#");
      default -> {
        if (letter < ' ' || letter == '\u007f') {
          out.append(String.format(Locale.ROOT, "\\u%04X", (int) letter));
        } else {
          out.append(letter);
        }
      }
    }
  }

  private static void ascii(String text, ByteBuf out) {
    out.writeCharSequence(text, US_ASCII);
  }

  /** Returns Ruby's text of a float. */
  public static String decimal(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
    }
    String text = Double.toString(value);
    int mark = text.indexOf('E');
    if (mark < 0) {
      return text;
    }
    int exponent = Integer.parseInt(text, mark + 1, text.length(), 10);
    StringBuilder digits = digits(text, mark);
    boolean fits = exponent < MAX_FILLED_EXPONENT || exponent + 1 < digits.length();
    boolean plain = exponent >= SMALLEST_PLAIN_EXPONENT && fits;
    return plain ? plain(digits, exponent, value < 0) : scientific(text, mark, exponent);
  }

  /** Digits of {@code d.ddd}, without a zero that only follows the point. */
  private static StringBuilder digits(String text, int mark) {
    int start = text.charAt(0) == '-' ? 1 : 0;
    int end = text.charAt(mark - 1) == '0' && text.charAt(mark - 2) == '.' ? mark - 2 : mark;
    StringBuilder digits = new StringBuilder(PLAIN_LENGTH).append(text, start, end);
    return digits.length() > 1 ? digits.deleteCharAt(1) : digits;
  }

  private static String plain(StringBuilder digits, int exponent, boolean negative) {
    if (exponent < 0) {
      digits.insert(0, "0.").insert(2, "0".repeat(-exponent - 1));
    } else {
      digits.append("0".repeat(Math.max(0, exponent + 2 - digits.length())));
      digits.insert(exponent + 1, '.');
    }
    return negative ? digits.insert(0, '-').toString() : digits.toString();
  }

  private static String scientific(String text, int mark, int exponent) {
    int size = Math.abs(exponent);
    return text.substring(0, mark) + (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size;
  }
}
