package dev.logproof.aggregator.transcode;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import java.math.BigDecimal;
import java.util.Locale;

/**
 * Writes values as Ruby's {@code to_s} does; arrays and maps as {@code inspect} up to Ruby 3.3.
 * Confined to one event loop.
 */
public final class RubyText {
  private static final double SHORTEST_EXPONENT = 1e-4;
  private static final double LONGEST_PLAIN = 1e16;
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
          out.append(String.format(Locale.ROOT, "\\x%02X", (int) letter));
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
    double size = Math.abs(value);
    if (size == 0 || (size >= SHORTEST_EXPONENT && size < LONGEST_PLAIN)) {
      String plain = new BigDecimal(Double.toString(value)).toPlainString();
      return plain.contains(".") ? plain : plain + ".0";
    }
    String scientific = Double.toString(value);
    int mark = scientific.indexOf('E');
    int exponent = Integer.parseInt(scientific.substring(mark + 1));
    return scientific.substring(0, mark)
        + String.format(Locale.ROOT, "e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
  }
}
