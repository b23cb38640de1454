package dev.logproof.forward.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logproof.msgpack.PackedValues.Packing;
import io.netty.buffer.ByteBufUtil;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A violation is reported once, with its offset, wherever the input is split. */
class MalformedFramesTest {
  private static final byte[] GOOD = Frames.message(Frames.seconds(1), Frames.nil());

  @ParameterizedTest
  @CsvSource({
    "1603010200, 0, 0, 'found byte 0x16, which starts a TLS'",
    "474554202f, 0, 0, 'array in msgpack or JSON, found byte 0x47 (''G'')'",
    "ff, 0, 0, found byte 0xff",
    "81a16101, 0, 0, found byte 0x81",
    "5b01, 1, 1, byte 0x01 is not valid in JSON here",
    "5bff, 1, 1, byte 0xff is not valid in JSON here",
    "93c1, 1, 0, 0xc1 does not start a msgpack value",
    "93a174c1, 3, 0, 0xc1 does not start a msgpack value",
    "93a17401c1, 4, 1, 0xc1 does not start a msgpack value",
    "93a1740181a161c1, 7, 1, 0xc1 does not start a msgpack value",
    "93a17493920180920180c1, 10, 2, 0xc1 does not start a msgpack value",
    "93a174939201809201c180, 9, 2, 0xc1 does not start a msgpack value",
    "93a174c40081aa636f6d70726573736564a478737464, 17, 1, this compression is not supported",
    "93a174c40081aa636f6d7072657373656401, 17, 1, this compression is not supported",
    "93a174c40082aa636f6d7072657373656401a473697a6509, 17, 9, this compression is not",
  })
  void reportsOffsetReasonAndEventsSeen(String hex, int offset, int events, String reason) {
    byte[] bytes = Frames.concat(GOOD, ByteBufUtil.decodeHexDump(hex));
    List<String> heard = Decoding.of(bytes);
    assertThat(heard).hasSize(3);
    assertThat(heard.get(2)).startsWith("malformed at " + (GOOD.length + offset) + ": ");
    assertThat(heard.get(2)).contains(reason).endsWith("; events lost: " + events);
    for (int cut = 1; cut < bytes.length; cut++) {
      byte[] tail = Arrays.copyOfRange(bytes, cut, bytes.length);
      assertThat(Decoding.of(Arrays.copyOf(bytes, cut), tail)).isEqualTo(heard);
    }
  }

  @Test
  void discardsBytesAfterMalformedFrame() {
    byte[] bad = {(byte) 0xff};
    assertThat(Decoding.of(bad, GOOD, bad)).hasSize(1);
    assertThat(Decoding.of(Frames.concat(bad, GOOD), GOOD)).hasSize(1);
  }

  @Test
  void countsNilBetweenFramesInOffset() {
    byte[] bytes = ByteBufUtil.decodeHexDump("c0c093a1740180c0ff");
    assertThat(Decoding.of(bytes).get(2)).startsWith("malformed at 8: ");
  }

  @Test
  void rejectsUnknownCompressionOnlyInPackedFrames() {
    Packing lz4 = packer -> packer.packMapHeader(1).packString("compressed").packString("lz4");
    assertThat(Decoding.of(Frames.message(Frames.seconds(1), lz4))).hasSize(2);
    assertThat(Decoding.of(Frames.forward(Frames.seconds(1), 2, lz4))).hasSize(3);
    assertThat(Decoding.of(Frames.packed(new byte[0], lz4)).get(0)).startsWith("malformed");
  }
}
