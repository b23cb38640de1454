package dev.logproof.aggregator.transcode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.msgpack.PackedValues;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The transcoder reads text eight bytes at a time. It finds special bytes at every word position,
 * string length, alignment and slice boundary.
 */
class WordBoundariesTest {
  private static final int MAX_LENGTH = 24;
  private static final int SLICE_BYTES = 2 * 1024;

  /** Offset at which the record is too long for one piece. */
  private static final int MEETING = 3 * SLICE_BYTES;

  private static final int WINDOW_BYTES = 32 * 1024;

  private final RecordTranscoder transcoder = new RecordTranscoder();

  static Stream<byte[]> specials() {
    Stream<byte[]> escaped =
        Stream.iterate(0, i -> i + 1)
            .limit(128)
            .filter(i -> i < 0x20 || i == '"' || i == '\\')
            .map(i -> new byte[] {i.byteValue()});
    Stream<byte[]> letters =
        Stream.of("é", "日", "\ud83d\ude00", "éé日", "\u007f").map(text -> text.getBytes(UTF_8));
    Stream<byte[]> broken =
        Stream.of(
            new byte[] {(byte) 0x80},
            new byte[] {(byte) 0xff, (byte) 0xc3},
            new byte[] {(byte) 0xe6, (byte) 0x97},
            new byte[] {(byte) 0xf0, (byte) 0x9f, (byte) 0x98, '"'});
    return Stream.of(escaped, letters, broken).flatMap(each -> each);
  }

  @ParameterizedTest
  @MethodSource("specials")
  void findsSpecialByteAtEveryOffsetOfEveryLength(byte[] special) {
    for (int length = special.length; length <= MAX_LENGTH; length++) {
      for (int place = 0; place + special.length <= length; place++) {
        check(text(length, special, place), (length + place) % (MAX_LENGTH + 1));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("specials")
  void findsSpecialByteAtSliceBoundary(byte[] special) {
    for (int place = MEETING - 6; place <= MEETING + 1; place++) {
      check(text(MEETING + SLICE_BYTES + place % 7, special, place), place % 8);
      for (int behind = 0; behind <= MAX_LENGTH; behind++) {
        check(text(place + special.length + behind, special, place), behind % 8);
      }
    }
    check(text(MEETING, special, MEETING - special.length), 0);
  }

  @ParameterizedTest
  @MethodSource("specials")
  void convertsMoreSpecialBytesThanWindow(byte[] special) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    while (text.size() < WINDOW_BYTES) {
      text.writeBytes(special);
    }
    check(text.toByteArray(), 3);
  }

  @ParameterizedTest
  @MethodSource("specials")
  void ignoresBytesAroundString(byte[] special) {
    for (int length = 0; length <= MAX_LENGTH; length++) {
      for (int offset = 0; offset <= Long.BYTES; offset++) {
        byte[] msgpack = msgpack(text(length, new byte[0], 0));
        ByteArrayOutputStream around = new ByteArrayOutputStream();
        around.writeBytes(text(offset, new byte[0], 0));
        around.writeBytes(msgpack);
        around.writeBytes(special);
        ByteBuf in = Unpooled.wrappedBuffer(around.toByteArray());
        assertThat(json(in, offset, msgpack.length)).hasSize(length + 2).doesNotContain("\\");
      }
    }
  }

  private void check(byte[] text, int offset) {
    byte[] msgpack = msgpack(text);
    byte[] placed = new byte[offset + msgpack.length];
    System.arraycopy(msgpack, 0, placed, offset, msgpack.length);
    ByteBuf direct = Unpooled.directBuffer(placed.length).writeBytes(placed);
    try {
      String expected = expected(text);
      assertThat(json(Unpooled.wrappedBuffer(placed), offset, msgpack.length)).isEqualTo(expected);
      assertThat(json(direct, offset, msgpack.length)).isEqualTo(expected);
    } finally {
      direct.release();
    }
  }

  private String json(ByteBuf in, int offset, int length) {
    ByteBuf out = Unpooled.buffer();
    assertThat(transcoder.transcode(in, offset, length, out)).isEqualTo(out.writerIndex());
    return out.toString(UTF_8);
  }

  private static byte[] text(int length, byte[] special, int place) {
    byte[] text = new byte[length];
    for (int i = 0; i < length; i++) {
      text[i] = (byte) ('a' + i % 26);
    }
    System.arraycopy(special, 0, text, place, special.length);
    return text;
  }

  private static byte[] msgpack(byte[] text) {
    return PackedValues.pack(p -> p.packRawStringHeader(text.length).writePayload(text));
  }

  /** Java also writes one U+FFFD per longest valid prefix. */
  private static String expected(byte[] text) {
    StringBuilder json = new StringBuilder("\"");
    for (char character : new String(text, UTF_8).toCharArray()) {
      int letter = "\"\\\n\r\t\b\f".indexOf(character);
      if (letter >= 0) {
        json.append('\\').append("\"\\nrtbf".charAt(letter));
      } else if (character < 0x20) {
        json.append("\\u%04x".formatted((int) character));
      } else {
        json.append(character);
      }
    }
    return json.append('"').toString();
  }
}
