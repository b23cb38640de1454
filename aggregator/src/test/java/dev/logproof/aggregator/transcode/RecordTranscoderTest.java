package dev.logproof.aggregator.transcode;

import static dev.logproof.aggregator.transcode.Transcoding.json;
import static dev.logproof.aggregator.transcode.Transcoding.parse;
import static dev.logproof.msgpack.PackedValues.pack;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each msgpack type becomes JSON of the same meaning. */
class RecordTranscoderTest {
  @Test
  void convertsDockerEnvelopeToCompactJson() {
    String json =
        json(
            p ->
                p.packMapHeader(2)
                    .packString("log")
                    .packString("1.2.3.4 - \"POST /activate\" 200")
                    .packString("source")
                    .packString("stdout"));
    assertThat(json)
        .isEqualTo("{\"log\":\"1.2.3.4 - \\\"POST /activate\\\" 200\",\"source\":\"stdout\"}");
  }

  @Test
  void escapesOnlyControlCharactersQuotesAndBackslashes() {
    for (int code = 0; code < 0x100; code++) {
      String text = "ab" + (char) code + "cd\u2028\u007f";
      String json = json(p -> p.packString(text));
      assertThat(parse(json).textValue()).isEqualTo(text);
      boolean escaped = code < 0x20 || code == '"' || code == '\\';
      assertThat(json.contains("\\")).as("code %d: %s", code, json).isEqualTo(escaped);
    }
  }

  @ParameterizedTest
  @CsvSource({"\\n,0a", "\\r,0d", "\\t,09", "\\b,08", "\\f,0c", "\\u0000,00", "\\u001b,1b"})
  void usesShortEscapesWhereJsonHasThem(String expected, String hex) {
    byte[] text = HexFormat.of().parseHex(hex);
    assertThat(json(p -> p.packRawStringHeader(1).writePayload(text)))
        .isEqualTo('"' + expected + '"');
  }

  @Test
  void convertsSpecialCharacterAtEveryOffset() {
    for (int place = 0; place < 40; place++) {
      for (String special : new String[] {"\"", "\\", "\u0001", "é", "\ud83d\ude00"}) {
        String text = "x".repeat(place) + special + "y".repeat(39 - place);
        assertThat(parse(json(p -> p.packString(text))).textValue()).isEqualTo(text);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80",
        "ff",
        "c0af",
        "c3",
        "c328",
        "e28228",
        "e282",
        "f08080",
        "f09f98",
        "f4908080",
        "f8888080",
        "41c3",
        "e2c3a9",
        "f09fe282ac",
        "808080",
        "c2e0a0"
      })
  void replacesMalformedUtf8LikeJava(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    String json = json(p -> p.packRawStringHeader(bytes.length).writePayload(bytes));
    assertThat(parse(json).textValue()).isEqualTo(new String(bytes, UTF_8));
  }

  @Test
  void replacesEachByteOfEncodedSurrogate() {
    byte[] bytes = HexFormat.of().parseHex("41eda08042");
    assertThat(json(p -> p.packRawStringHeader(bytes.length).writePayload(bytes)))
        .isEqualTo("\"A\ufffd\ufffd\ufffdB\"");
  }

  @Test
  void convertsBinaryToTextOrBase64() {
    byte[] text = "naïve \"text\"\n".getBytes(UTF_8);
    assertThat(parse(json(p -> p.packBinaryHeader(text.length).writePayload(text))).textValue())
        .isEqualTo("naïve \"text\"\n");
    for (int length = 1; length < 40; length++) {
      byte[] binary = new byte[length];
      Arrays.fill(binary, (byte) (0xf8 + length % 7));
      String json = json(p -> p.packBinaryHeader(binary.length).writePayload(binary));
      assertThat(json).isEqualTo('"' + Base64.getEncoder().encodeToString(binary) + '"');
    }
  }

  @Test
  void keepsAllBitsOfIntegers() {
    for (int bits = 0; bits < 64; bits++) {
      for (long delta = -1; delta <= 1; delta++) {
        long value = (1L << bits) + delta;
        assertThat(json(p -> p.packLong(value))).isEqualTo(Long.toString(value));
        assertThat(json(p -> p.packLong(-value))).isEqualTo(Long.toString(-value));
        BigInteger unsigned = new BigInteger(Long.toUnsignedString(value));
        assertThat(json(p -> p.packBigInteger(unsigned))).isEqualTo(unsigned.toString());
      }
    }
    assertThat(json(p -> p.packLong(Long.MIN_VALUE))).isEqualTo("-9223372036854775808");
  }

  @ParameterizedTest
  @CsvSource({
    "d0ff,-1",
    "d1fffe,-2",
    "d2fffffffd,-3",
    "d3fffffffffffffffc,-4",
    "cc80,128",
    "cdffff,65535",
    "ceffffffff,4294967295",
    "cfffffffffffffffff,18446744073709551615",
    "7f,127",
    "e0,-32",
    "ca3dcccccd,0.10000000149011612",
    "cb3fb999999999999a,0.1",
    "cb8000000000000000,-0.0",
    "cb7ff8000000000000,null",
    "cb7ff0000000000000,null",
    "ca7f800000,null",
    "c0,null",
    "c2,false",
    "c3,true",
    "90,[]",
    "80,{}",
    "dc0000,[]",
    "df00000000,{}",
    "d90161,'\"a\"'",
    "da000161,'\"a\"'",
    "db0000000161,'\"a\"'",
    "c40161,'\"a\"'",
    "c5000161,'\"a\"'",
    "c60000000161,'\"a\"'",
    "d7005bda1e8700000001,1541021319.000000001",
    "c708005bda1e873b9ac9ff,1541021319.999999999",
    "d700ffffffff00000000,4294967295.000000000",
    "d7005bda1e873b9aca00,'\"W9oehzuaygA=\"'",
    "d40561,'\"YQ==\"'",
    "c80002056161,'\"YWE=\"'",
    "d50061ff,'\"Yf8=\"'"
  })
  void convertsEachEncodingToItsJson(String hex, String expected) {
    assertThat(json(HexFormat.of().parseHex(hex))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          8101c0                     | {"1":null}
          81c0c0                     | {"null":null}
          81c3c0                     | {"true":null}
          81cb3ff8000000000000c0     | {"1.5":null}
          81c4016101                 | {"a":1}
          81c401ff01                 | {"/w==":1}
          8192a1610102               | {"[\\"a\\",1]":2}
          8181a1610102               | {"{\\"a\\":1}":2}
          81d7005bda1e870000000101   | {"1541021319.000000001":1}
          81d4056101                 | {"YQ==":1}
          83a16101a16102a16103       | {"a":3}
          """)
  void convertsKeysOfOtherTypesToJsonText(String hex, String expected) {
    String json = json(HexFormat.of().parseHex(hex.strip()));
    assertThat(json).isEqualTo(expected.replace("\\\\", "\\"));
  }

  @Test
  void convertsDeepNestingWithoutRecursion() {
    int depth = 5_000;
    byte[] arrays = new byte[depth];
    Arrays.fill(arrays, (byte) 0x91);
    arrays[depth - 1] = (byte) 0x90;
    assertThat(json(arrays)).isEqualTo("[".repeat(depth) + "]".repeat(depth));
    String maps = json(HexFormat.of().parseHex("81a161".repeat(depth) + "01"));
    assertThat(maps).isEqualTo("{\"a\":".repeat(depth) + "1" + "}".repeat(depth));
  }

  @Test
  void rejectsKeysNestedTooDeep() {
    byte[] four = HexFormat.of().parseHex("81".repeat(5) + "01".repeat(6));
    assertThat(parse(json(four)).isObject()).isTrue();
    byte[] bomb = HexFormat.of().parseHex("81".repeat(60) + "01".repeat(61));
    assertThatThrownBy(() -> json(bomb))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("keys");
  }

  @Test
  void convertsStringOfOneMegabyte() {
    String text = ("0123456789".repeat(500) + "\"é\n").repeat(210);
    assertThat(parse(json(p -> p.packString(text))).textValue()).isEqualTo(text);
  }

  @Test
  void rejectsReadBeyondRecordAndRestoresOutput() {
    byte[] whole =
        pack(
            p -> {
              p.packMapHeader(3).packString("a").packLong(1L << 40).packString("b");
              p.packArrayHeader(2).packDouble(0.5).packNil().packString("c");
              p.packExtensionTypeHeader((byte) 0, 8).addPayload(new byte[8]);
            });
    ByteBuf in = Unpooled.wrappedBuffer(whole);
    ByteBuf out = Unpooled.buffer().writeByte('x');
    RecordTranscoder transcoder = new RecordTranscoder();
    for (int length = 0; length < whole.length; length++) {
      int cut = length;
      assertThatThrownBy(() -> transcoder.transcode(in, 0, cut, out))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThat(out.writerIndex()).isEqualTo(1);
    }
    assertThatThrownBy(() -> transcoder.transcode(in, 0, whole.length + 1, out))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> transcoder.transcode(in, -1, 3, out))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(transcoder.transcode(in, 0, whole.length, out)).isGreaterThan(30);
  }

  @ParameterizedTest
  @ValueSource(strings = {"c1", "0101", "91c1", "c0c0"})
  void rejectsInputThatIsNotOneValue(String hex) {
    assertThatThrownBy(() -> json(HexFormat.of().parseHex(hex)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void writesDecimalNumbersThatReadBackTheSame() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      double value = BigDecimal.valueOf(random.nextInt(), random.nextInt(12)).doubleValue();
      String json = json(p -> p.packDouble(value));
      assertThat(Double.parseDouble(json)).as("seed %d", seed).isEqualTo(value);
      assertThat(json.length())
          .as("seed %d: %s", seed, json)
          .isLessThanOrEqualTo(RubyText.decimal(value).length());
    }
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {0.25, -0.25, 12, 100, 1e-3, 9_999_999.5, 1e7, 0, -0.0, 0.1, 1.0e-4, 2.5e300})
  void writesDecimalNumbersAsRubyDoes(double value) {
    assertThat(json(p -> p.packDouble(value))).isEqualTo(RubyText.decimal(value));
  }
}
