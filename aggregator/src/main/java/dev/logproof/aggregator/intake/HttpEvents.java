package dev.logproof.aggregator.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;

/**
 * Converts JSON to events: an object is one, an array of objects is many. An object per event is
 * acceptable for health checks and small senders. Any thread.
 */
final class HttpEvents {
  private static final int MAX_NESTING_DEPTH = 64;
  private static final int REPLACEMENT = 0xfffd;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING_DEPTH).build())
          .build();

  private HttpEvents() {}

  /** Returns msgpack maps; skips blank lines. */
  static List<byte[]> parseLines(byte[] ndjson) throws IOException {
    List<byte[]> events = new ArrayList<>();
    int number = 0;
    for (String line : new String(ndjson, UTF_8).split("\\r?\\n", -1)) {
      number++;
      if (!line.isBlank()) {
        try {
          events.addAll(parse(line));
        } catch (IOException e) {
          throw new IOException("line " + number + ": " + e.getMessage(), e);
        }
      }
    }
    return events;
  }

  /** Returns msgpack maps. */
  static List<byte[]> parse(byte[] json) throws IOException {
    return parse(new String(json, UTF_8));
  }

  private static List<byte[]> parse(String json) throws IOException {
    List<byte[]> events = new ArrayList<>();
    try (JsonParser in = JSON.createParser(json)) {
      if (in.nextToken() == JsonToken.START_ARRAY) {
        while (in.nextToken() != JsonToken.END_ARRAY) {
          events.add(event(in));
        }
      } else {
        events.add(event(in));
      }
      if (in.nextToken() != null) {
        throw new IOException("text after the JSON value");
      }
    }
    return events;
  }

  /**
   * Returns the texts of the elements if the body is a JSON array, or the body itself. A broken
   * array is an empty text, which is no JSON either.
   */
  static List<ByteBuf> elements(byte[] body) {
    if (!isArray(body)) {
      return List.of(Unpooled.wrappedBuffer(body));
    }
    List<ByteBuf> elements = new ArrayList<>();
    try (JsonParser in = JSON.createParser(body)) {
      if (in.nextToken() != JsonToken.START_ARRAY) {
        throw new IOException("no array");
      }
      for (JsonToken token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
        elements.add(element(in, body));
      }
      return in.nextToken() == null ? elements : List.of(Unpooled.EMPTY_BUFFER);
    } catch (IOException e) {
      return List.of(Unpooled.EMPTY_BUFFER);
    }
  }

  private static boolean isArray(byte[] text) {
    int at = 0;
    while (at < text.length && (text[at] == ' ' || (text[at] >= '\t' && text[at] <= '\r'))) {
      at++;
    }
    return at < text.length && text[at] == '[';
  }

  /** Only objects are events; other elements are empty texts. */
  private static ByteBuf element(JsonParser in, byte[] body) throws IOException {
    if (in.currentToken() == null) {
      throw new IOException("the array does not end");
    }
    boolean isObject = in.currentToken() == JsonToken.START_OBJECT;
    int from = (int) in.currentTokenLocation().getByteOffset();
    in.skipChildren();
    int to = (int) in.currentLocation().getByteOffset();
    return isObject ? Unpooled.wrappedBuffer(body, from, to - from) : Unpooled.EMPTY_BUFFER;
  }

  private static byte[] event(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw new IOException("expected a JSON object, or an array of objects");
    }
    try (MessageBufferPacker out = MessagePack.newDefaultBufferPacker()) {
      pack(in, out);
      return out.toByteArray();
    }
  }

  /** Leaves the parser at the last token of the value. */
  private static void pack(JsonParser in, MessagePacker out) throws IOException {
    switch (in.currentToken()) {
      case START_OBJECT -> packObject(in, out);
      case START_ARRAY -> packArray(in, out);
      case VALUE_STRING -> out.packString(text(in));
      case VALUE_NUMBER_INT -> packInteger(in.getBigIntegerValue(), out);
      case VALUE_NUMBER_FLOAT -> packFloat(in, out);
      case VALUE_TRUE -> out.packBoolean(true);
      case VALUE_FALSE -> out.packBoolean(false);
      case VALUE_NULL -> out.packNil();
      default -> throw new IOException("unexpected end of JSON");
    }
  }

  /** Packs numbers beyond the double range as text, because they would become null in JSON. */
  private static void packFloat(JsonParser in, MessagePacker out) throws IOException {
    double value = in.getDoubleValue();
    if (Double.isFinite(value)) {
      out.packDouble(value);
    } else {
      out.packString(in.getText());
    }
  }

  private static String text(JsonParser in) throws IOException {
    return wellFormed(in.getText());
  }

  /** Replaces unpaired surrogates, which UTF-8 cannot encode, with U+FFFD. */
  private static String wellFormed(String text) {
    if (text.chars().noneMatch(unit -> Character.isSurrogate((char) unit))) {
      return text;
    }
    StringBuilder whole = new StringBuilder(text.length());
    text.codePoints()
        .map(
            letter ->
                letter >= Character.MIN_SURROGATE && letter <= Character.MAX_SURROGATE
                    ? REPLACEMENT
                    : letter)
        .forEach(whole::appendCodePoint);
    return whole.toString();
  }

  private static void packInteger(BigInteger value, MessagePacker out) throws IOException {
    if (value.bitLength() > (value.signum() < 0 ? 63 : 64)) {
      out.packString(value.toString());
    } else {
      out.packBigInteger(value);
    }
  }

  private static void packObject(JsonParser in, MessagePacker out) throws IOException {
    try (MessageBufferPacker members = MessagePack.newDefaultBufferPacker()) {
      int count = 0;
      while (in.nextToken() != JsonToken.END_OBJECT) {
        members.packString(wellFormed(in.currentName()));
        in.nextToken();
        pack(in, members);
        count++;
      }
      out.packMapHeader(count);
      out.writePayload(members.toByteArray());
    }
  }

  private static void packArray(JsonParser in, MessagePacker out) throws IOException {
    try (MessageBufferPacker items = MessagePack.newDefaultBufferPacker()) {
      int count = 0;
      while (in.nextToken() != JsonToken.END_ARRAY) {
        pack(in, items);
        count++;
      }
      out.packArrayHeader(count);
      out.writePayload(items.toByteArray());
    }
  }
}
