package dev.logproof.aggregator.transcode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/** Floats as text: that of Ruby, and without loss. */
class RubyTextTest {
  private static final long SEED = 20_261_130;

  /** As Ruby prints them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0e-05",
        "0.0001",
        "0.00012345",
        "0.0009",
        "123456789.123",
        "10000000.0",
        "100000000000000.0",
        "1.0e+15",
        "1.2345e+15",
        "1234567890123456.8",
        "1.0e+16",
        "9.999999999999998e+15",
        "-1700000000.5",
        "-0.00025",
        "1.0e+20",
        "1.5e+100",
        "-2.5e-10",
        "1.7976931348623157e+308",
        "0.0",
        "-0.0",
        "0.1",
        "9999999.0",
        "12345678.0"
      })
  void writesFloatsAsRubyDoes(String text) {
    assertThat(RubyText.decimal(Double.parseDouble(text))).isEqualTo(text);
  }

  @Test
  void escapesControlCharactersInMapsAsRubyDoes() throws IOException {
    byte[] packed;
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      packer.packMapHeader(1).packString("k").packString("ä\u0001\u007f\u001b#{1} # \n");
      packed = packer.toByteArray();
    }
    ByteBuf out = Unpooled.buffer();
    new RubyText().append(packed, 0, packed.length, out);
    assertThat(out.toString(UTF_8)).isEqualTo("{\"k\"=>\"ä\\u0001\\u007F\\e\\#{1} # \\n\"}");
  }

  @Test
  void writesTextThatReadsBackAsTheSameFloat() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 100_000; i++) {
      double value =
          i % 2 == 0
              ? Double.longBitsToDouble(random.nextLong())
              : random.nextDouble() * Math.pow(10, random.nextInt(-6, 20));
      if (Double.isFinite(value)) {
        assertThat(Double.parseDouble(RubyText.decimal(value)))
            .as("%s, seed %d", value, SEED)
            .isEqualTo(value);
      }
    }
  }
}
