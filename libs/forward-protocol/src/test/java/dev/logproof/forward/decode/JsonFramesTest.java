package dev.logproof.forward.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.forward.encode.AckEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.msgpack.core.MessagePack;

/** JSON frames equal the same frames in MessagePack, wherever they are split. */
class JsonFramesTest {
  private static final byte[] PACKED = Frames.message(Frames.seconds(1), Frames.nil());

  private static List<String> decode(String json) {
    return Decoding.of(Frames.text(json));
  }

  private static List<String> records(List<String> heard) {
    List<String> records = new ArrayList<>();
    for (String each : heard) {
      if (each.matches("-?[0-9]+\\.[0-9]+ [0-9a-f]+")) {
        String[] parts = each.split(" ", 2);
        records.add(parts[0] + " " + value(ByteBufUtil.decodeHexDump(parts[1])));
      } else {
        records.add(each);
      }
    }
    return records;
  }

  private static String value(byte[] packed) {
    try (var unpacker = MessagePack.newDefaultUnpacker(packed)) {
      return unpacker.unpackValue().toJson();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void readsEachFormWithAndWithoutWhitespace() {
    String frames =
        "[\"t\",1564060796,{\"n\":1}]["
            + "\"t\",1.5,{\"n\":2},{\"chunk\":\"c\\u0031\"}]\r\n \t"
            + "[ \"t\" , [ [ 3 , { \"n\" : 3 } ] , [4,{\"n\":4}] ] , { \"chunk\" : 7, \"size\":2} ]";
    List<String> expected =
        List.of(
            "MESSAGE t - 1 24",
            "1564060796.0 {\"n\":1}",
            "MESSAGE t c122635c753030333122 1 37",
            "1.500000000 {\"n\":2}",
            "FORWARD t c137 2 74",
            "3.0 {\"n\":3}",
            "4.0 {\"n\":4}");
    byte[] bytes = Frames.text(frames);
    assertThat(records(Decoding.of(bytes))).isEqualTo(expected);
    for (int cut = 1; cut < bytes.length; cut++) {
      byte[] tail = Arrays.copyOfRange(bytes, cut, bytes.length);
      assertThat(records(Decoding.of(Arrays.copyOf(bytes, cut), tail))).isEqualTo(expected);
    }
  }

  @Test
  void acceptsJsonAlternatingWithMessagePack() {
    byte[] json = Frames.text("[\"t\",1,{\"a\":\"é\\n\\ud83d\\ude00\"}]\n");
    byte[] all = Frames.concat(PACKED, json, PACKED, json, json, PACKED);
    List<String> whole = Decoding.of(all);
    assertThat(whole).hasSize(12);
    for (int step = 1; step < all.length; step++) {
      try (Decoding decoding = new Decoding(ForwardLimits.defaults())) {
        for (int at = 0; at < all.length; at += step) {
          decoding.feed(all, at, Math.min(step, all.length - at));
        }
        assertThat(decoding.heard()).isEqualTo(whole);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0",
        "-0|0",
        "-1|-1",
        "127|127",
        "128|128",
        "-32|-32",
        "-33|-33",
        "65536|65536",
        "4294967295|4294967295",
        "4294967296|4294967296",
        "-2147483649|-2147483649",
        "9223372036854775807|9223372036854775807",
        "-9223372036854775808|-9223372036854775808",
        "18446744073709551615|18446744073709551615",
        "18446744073709551616|\"18446744073709551616\"",
        "-9223372036854775809|\"-9223372036854775809\"",
        "123456789012345678901234567890|\"123456789012345678901234567890\"",
        "1.5|1.5",
        "-2.5e3|-2500.0",
        "1E2|100.0",
        "1e400|\"1e400\"",
        "true|true",
        "false|false",
        "null|null",
        "[]|[]",
        "{}|{}",
        "[1,[2,{\"b\":[]}]]|[1,[2,{\"b\":[]}]]",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\"|\"\\\"\\\\/\\b\\f\\n\\r\\té\"",
        "\"\\ud83d\\ude00\"|\"\\uD83D\\uDE00\"",
        "\"\\ud83d\"|\"\ufffd\"",
        "\"\\ude00x\"|\"\ufffdx\"",
        "\"\\ud83d\\n\"|\"\ufffd\\n\"",
      })
  void convertsJsonValues(String json, String expected) {
    List<String> heard = records(decode("[\"t\",1,{\"a\":" + json + "}]"));
    assertThat(heard.get(1)).isEqualTo("1.0 {\"a\":" + expected + "}");
  }

  @Test
  void keepsLengthOfLongStrings() {
    for (int length : new int[] {31, 32, 255, 256, 65_535, 65_536, 400_000}) {
      String text = "x".repeat(length);
      assertThat(records(decode("[\"t\",1,{\"a\":\"" + text + "\"}]")).get(1))
          .isEqualTo("1.0 {\"a\":\"" + text + "\"}");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1}|an array, found an object",
        "[\"t\",1,{\"a\"1}]|at byte 11 of the frame: expected ':'",
        "[\"t\",1,{\"a\":}]|expected a value",
        "[\"t\",1,{a:1}]|expected a key in quotes",
        "[\"t\",1,{\"a\":1,}]|expected a key in quotes",
        "[\"t\",1,{\"a\":1]]|expected ',' or the end",
        "[\"t\",1,{}}|expected ',' or the end",
        "[\"t\" 1]|expected ',' or the end",
        "[\"t\",01,{}]|without leading zeros",
        "[\"t\",1.,{}]|expected a digit",
        "[\"t\",1e,{}]|expected a digit",
        "[\"t\",-,{}]|expected a digit",
        "[\"t\",.5,{}]|expected a value",
        "[\"t\",NaN,{}]|expected a value",
        "[\"t\",nul,{}]|expected a value",
        "[\"t\",1,{\"a\":\"\\x\"}]|a JSON escape",
        "[\"t\",1,{\"a\":\"\\u12g4\"}]|four hexadecimal digits",
        "[\"t\",1,{\"a\":\"\t\"}]|without control characters",
        "[,]|expected a value or ']'",
      })
  void flagsOnlyEventOfInvalidJson(String json, String reason) {
    for (String next : new String[] {"[\"t\",2,{}]", "\n[\"t\",2,{}]"}) {
      List<String> heard = decode(json + next);
      assertThat(heard).hasSize(4);
      assertThat(heard.get(1)).startsWith("flawed UNREADABLE 1: ").contains(reason);
      assertThat(heard.get(3)).isEqualTo("2.0 df00000000");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[\"t\",1,{}]x", "[\"t\",1,{}]\u0001", "[\"t\" é", "[\"t\"\u0000"})
  void rejectsJsonWithoutRecognisableEnd(String json) {
    List<String> heard = decode(json);
    assertThat(heard.get(heard.size() - 1)).startsWith("malformed at ");
  }

  @Test
  void flagsOnlyFlawedEvents() {
    List<String> heard =
        decode(
            "[\"t\",[[1,{}],[1,\"x\"],[\"2020\",{}],[null,{}],7,[1],[1,{},2],[1,"
                + "{\"a\":".repeat(65)
                + "1"
                + "}".repeat(65)
                + "],[2,{}]],{\"chunk\":\"c\"}]");
    assertThat(heard.stream().map(each -> each.split(":", 2)[0]).skip(2).limit(7))
        .containsExactly(
            "flawed RECORD 1",
            "flawed TIME 1",
            "flawed TIME 1",
            "flawed ENTRY 1",
            "flawed ENTRY 1",
            "flawed ENTRY 1",
            "flawed DEPTH 1");
    assertThat(heard).hasSize(10);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"\"c1\"", "\"a\\\"\\u00e9\\n\"", "17", "[1,\"x\"]", "1.50"})
  void echoesChunkIdAsWritten(String chunk) {
    List<String> heard =
        decode("[\"t\",1,{\"chunk\":\"no\"},{\"size\":1,\"chunk\":" + chunk + "}]");
    byte[] raw = ByteBufUtil.decodeHexDump(heard.get(0).split(" ", 4)[2]);
    ByteBuf ack = AckEncoder.ack(Unpooled.buffer().alloc(), raw);
    assertThat(ack.toString(UTF_8)).isEqualTo("{\"ack\":" + chunk + "}");
    ack.release();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "false"})
  void requestsNoAckForNullOrFalseChunk(String chunk) {
    assertThat(decode("[\"t\",1,{\"chunk\":\"no\"},{\"chunk\":" + chunk + "}]").get(0))
        .startsWith("MESSAGE t - 1");
  }

  @Test
  void rejectsJsonAboveFrameLimit() {
    ForwardLimits small = new ForwardLimits(1_000, 100_000, 8);
    String fits = "[\"t\",1,{\"a\":\"" + "x".repeat(1_000 - 16) + "\"}]";
    assertThat(fits).hasSize(1_000);
    assertThat(Decoding.within(small, Frames.text(fits))).hasSize(2);
    List<String> heard = Decoding.within(small, Frames.text(fits.replace("1,", "11,")));
    assertThat(heard.get(0)).contains("a JSON frame of more than 1000 bytes");
    assertThat(
            Decoding.within(small, Frames.text("[\"t\",1,{\"a\":[" + "[],".repeat(320) + "1]}]")))
        .hasSize(2);
  }

  @Test
  void flagsJsonNestedTooDeep() {
    String open = "[".repeat(100_000) + "]".repeat(100_000);
    List<String> heard = decode("[\"t\",1,{\"a\":" + open + "}]" + "[\"t\",2,{}]");
    assertThat(heard.get(1)).contains("flawed UNREADABLE 1").contains("levels");
    assertThat(heard).hasSize(4);
  }

  @Test
  void handlesLargeJsonFrameInTurns() {
    StringBuilder json = new StringBuilder("[\"t\",[");
    for (int i = 0; i < 50_000; i++) {
      json.append("[1,{\"log\":\"a line of the log, number ").append(i).append("\"}],");
    }
    byte[] frame = Frames.text(json.append("[1,{}]],{\"chunk\":\"c\"}]").toString());
    try (Decoding decoding = new Decoding(ForwardLimits.defaults())) {
      decoding.impatient();
      decoding.feed(Frames.concat(frame, PACKED));
      assertThat(decoding.heard()).isEmpty();
      decoding.settle();
      assertThat(decoding.heard()).hasSize(50_004);
      assertThat(decoding.heard().get(0)).startsWith("FORWARD t c1226322 50001 ");
    }
  }

  @Test
  void rejectsHandshakeInJson() {
    assertThat(decode("[\"PING\",\"h\",\"s\",\"d\",\"\",\"\"]").get(0))
        .contains("a handshake in JSON; it must be MessagePack");
  }
}
