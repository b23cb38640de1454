package dev.logproof.forward.decode;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Converts one JSON value to MessagePack in slices, without an object per value. As strict as RFC
 * 8259, except that invalid UTF-8 is left to the reader. Confined to one connection.
 */
final class JsonConversion {
  /** Open arrays and objects, beyond the limit of any record. */
  static final int MAX_DEPTH = 8 * 1024;

  private static final int FIRST_DEPTH = 16;
  private static final int ARRAY_32 = 0xdd;
  private static final int MAP_32 = 0xdf;
  private static final byte[] TRUE = "true".getBytes(US_ASCII);
  private static final byte[] FALSE = "false".getBytes(US_ASCII);
  private static final byte[] NULL = "null".getBytes(US_ASCII);

  private final ByteBuf in;
  private final int start;
  private final int end;
  private final ByteBuf out;
  private final JsonScalars scalars;
  private final JsonChunkId chunkId = new JsonChunkId();
  private int[] headers = new int[FIRST_DEPTH];
  private int[] counts = new int[FIRST_DEPTH];
  private int depth;
  private int at;
  private Expected expected = Expected.VALUE;

  /** Tokens that may come next. */
  private enum Expected {
    VALUE("a value"),
    VALUE_OR_END("a value or ']'"),
    KEY("a key in quotes"),
    KEY_OR_END("a key in quotes or '}'"),
    COLON("':'"),
    COMMA_OR_END("',' or the end of the array or object"),
    NOTHING("nothing after the value");

    private final String text;

    Expected(String text) {
      this.text = text;
    }
  }

  JsonConversion(ByteBuf in, int start, int end, ByteBuf out) {
    this.in = in;
    this.start = start;
    this.end = end;
    this.out = out;
    this.at = start;
    this.scalars = new JsonScalars(in, start, end, out);
  }

  /** Returns true when nothing is left. */
  boolean run(int sliceBytes) throws JsonSyntaxException {
    int until = (int) Math.min((long) at + sliceBytes, end);
    while (at < until) {
      int next = in.getByte(at);
      if (isWhitespace(next)) {
        at++;
      } else {
        token(next);
      }
    }
    if (at < end) {
      return false;
    }
    require(expected == Expected.NOTHING);
    return true;
  }

  JsonChunkId chunkId() {
    return chunkId;
  }

  static boolean isWhitespace(int next) {
    return next == ' ' || next == '\n' || next == '\r' || next == '\t';
  }

  private void require(boolean met) throws JsonSyntaxException {
    if (!met) {
      throw new JsonSyntaxException(at - start, expected.text);
    }
  }

  private void token(int next) throws JsonSyntaxException {
    switch (expected) {
      case VALUE -> value(next);
      case VALUE_OR_END -> {
        if (next == ']') {
          close();
        } else {
          value(next);
        }
      }
      case KEY_OR_END -> {
        if (next == '}') {
          close();
        } else {
          key(next);
        }
      }
      case KEY -> key(next);
      case COLON -> {
        require(next == ':');
        at++;
        expected = Expected.VALUE;
      }
      case COMMA_OR_END -> {
        if (next == ',') {
          at++;
          expected = inMap() ? Expected.KEY : Expected.VALUE;
        } else {
          require(next == (inMap() ? '}' : ']'));
          close();
        }
      }
      case NOTHING -> require(false);
    }
  }

  private boolean inMap() {
    return out.getUnsignedByte(headers[depth - 1]) == MAP_32;
  }

  private void key(int next) throws JsonSyntaxException {
    require(next == '"');
    int from = out.writerIndex();
    at = scalars.string(at);
    counts[depth - 1]++;
    chunkId.key(out, from, depth, counts[0]);
    expected = Expected.COLON;
  }

  private void value(int next) throws JsonSyntaxException {
    chunkId.valueBegins(at);
    if (depth > 0 && !inMap()) {
      counts[depth - 1]++;
    }
    switch (next) {
      case '{' -> open(MAP_32, Expected.KEY_OR_END);
      case '[' -> open(ARRAY_32, Expected.VALUE_OR_END);
      default -> {
        scalar(next);
        valueEnds();
      }
    }
  }

  private void scalar(int next) throws JsonSyntaxException {
    switch (next) {
      case '"' -> at = scalars.string(at);
      case 't' -> literal(TRUE, 0xc3);
      case 'f' -> literal(FALSE, 0xc2);
      case 'n' -> literal(NULL, 0xc0);
      default -> {
        require(next == '-' || (next >= '0' && next <= '9'));
        at = scalars.number(at);
      }
    }
  }

  private void literal(byte[] text, int packed) throws JsonSyntaxException {
    boolean whole = end - at >= text.length;
    for (int i = 0; whole && i < text.length; i++) {
      whole = in.getByte(at + i) == text[i];
    }
    require(whole);
    at += text.length;
    out.writeByte(packed);
  }

  private void open(int header, Expected next) throws JsonSyntaxException {
    if (depth == MAX_DEPTH) {
      throw new JsonSyntaxException(at - start, "at most " + MAX_DEPTH + " levels");
    }
    if (depth == headers.length) {
      headers = Arrays.copyOf(headers, 2 * depth);
      counts = Arrays.copyOf(counts, 2 * depth);
    }
    headers[depth] = out.writerIndex();
    counts[depth++] = 0;
    out.writeByte(header).writeInt(0);
    expected = next;
    at++;
  }

  private void close() {
    depth--;
    out.setInt(headers[depth] + 1, counts[depth]);
    at++;
    valueEnds();
  }

  private void valueEnds() {
    chunkId.valueEnds(depth, at);
    expected = depth == 0 ? Expected.NOTHING : Expected.COMMA_OR_END;
  }
}
