package dev.logproof.aggregator.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.aggregator.transcode.RecordTranscoder;
import dev.logproof.forward.decode.JsonToMessagePack;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON keeps its values, and other texts are refused, as by the converter of the inputs. */
class JsonReaderTest {
  private static final int ROUNDS = 20_000;
  private static final String[] PIECES = {
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\"a\"",
    "\"\\u00e9\\ud83d\\ude00\\ud83d\"",
    "\"\\n\\\"\"",
    "\\",
    "0",
    "-1",
    "12",
    "1.5",
    "1e3",
    "-",
    ".",
    "e",
    "true",
    "false",
    "null",
    " ",
    "\n",
    "\t",
    "18446744073709551615",
    "18446744073709551616",
    "-9223372036854775808",
    "1e999",
    "\u00e9",
    "u"
  };

  private static String json(ByteBuf packed) {
    ByteBuf out = Unpooled.buffer();
    int ignored = new RecordTranscoder().transcode(packed, 0, packed.writerIndex(), out);
    return out.toString(UTF_8);
  }

  private static String own(String text) {
    byte[] bytes = ("  " + text).getBytes(UTF_8);
    byte[] out = new byte[JsonReader.maxBytes(bytes.length - 2)];
    JsonReader reader = new JsonReader();
    reader.open(bytes, 2, bytes.length, out, 0);
    boolean valid = reader.value(0) && reader.peek() < 0;
    return valid ? json(Unpooled.wrappedBuffer(out, 0, reader.written())) : "invalid";
  }

  private static String reference(String text) {
    ByteBuf in = Unpooled.copiedBuffer(text, UTF_8);
    ByteBuf out = Unpooled.buffer();
    return JsonToMessagePack.convert(in, 0, in.writerIndex(), out) ? json(out) : "invalid";
  }

  @Test
  void agreesWithConverterOfInputs() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int valid = 0;
    for (int round = 0; round < ROUNDS; round++) {
      StringBuilder text = new StringBuilder();
      value(random, 3, text);
      if (random.nextInt(3) == 0) {
        text.insert(random.nextInt(text.length() + 1), PIECES[random.nextInt(PIECES.length)]);
      }
      String own = own(text.toString());
      assertThat(own).as("seed %d: %s", seed, text).isEqualTo(reference(text.toString()));
      valid += own.equals("invalid") ? 0 : 1;
    }
    assertThat(valid).as("seed %d", seed).isBetween(ROUNDS / 2, ROUNDS - ROUNDS / 20);
  }

  private static void value(Random random, int depth, StringBuilder text) {
    int kind = random.nextInt(depth > 0 ? 6 : 4);
    switch (kind) {
      case 0 -> text.append(PIECES[7 + random.nextInt(3)]);
      case 1 -> text.append(new String[] {"true", "false", "null", "0"}[random.nextInt(4)]);
      case 2 -> text.append(random.nextLong() >> random.nextInt(64));
      case 3 -> text.append(random.nextInt(2) == 0 ? "-1.25e-3" : "18446744073709551615");
      default -> {
        text.append(kind == 4 ? "[" : "{");
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
          text.append(i > 0 ? " ," : "").append(kind == 4 ? "" : "\"k" + i + "\" : ");
          value(random, depth - 1, text);
        }
        text.append(kind == 4 ? "]" : "}");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {31, 32, 255, 256, 65_535, 65_536})
  void keepsTextsAtLimitsOfHeaders(int length) {
    String plain = "\"" + "x".repeat(length) + "\"";
    String escaped = "\"" + "x".repeat(length - 1) + "\\n\"";
    assertThat(own(plain)).isEqualTo(plain);
    assertThat(own(escaped)).isEqualTo(escaped);
  }

  @Test
  void readsDecimalNumbersAsJavaDoes() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      BigDecimal number =
          BigDecimal.valueOf(random.nextLong() >> random.nextInt(64), random.nextInt(20));
      byte[] text = number.toPlainString().getBytes(UTF_8);
      byte[] out = new byte[JsonReader.maxBytes(text.length)];
      JsonReader reader = new JsonReader();
      reader.open(text, 0, text.length, out, 0);
      assertThat(reader.value(0)).isTrue();
      if (number.scale() > 0) {
        assertThat(Unpooled.wrappedBuffer(out).getDouble(1))
            .as("seed %d: %s", seed, number.toPlainString())
            .isEqualTo(Double.parseDouble(number.toPlainString()));
      }
    }
  }

  @Test
  void refusesDeepNesting() {
    assertThat(own("[".repeat(300) + "]".repeat(300))).isEqualTo("invalid");
    assertThat(own("[".repeat(100) + "]".repeat(100))).startsWith("[[[");
  }
}
