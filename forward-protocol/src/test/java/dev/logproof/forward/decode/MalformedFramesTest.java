package dev.logproof.forward.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not the protocol is named once, with its place, wherever the network cuts it. */
class MalformedFramesTest {
  private static final byte[] GOOD = Frames.message(Frames.seconds(1), Frames.nil());

  @ParameterizedTest
  @CsvSource({
    "7b22, 0, JSON is not supported",
    "5b5d, 0, JSON is not supported",
    "1603010200, 0, 'expected a msgpack array, found byte 0x16, with which a TLS'",
    "474554202f, 0, 'expected a msgpack array, found byte 0x47 (''G'')'",
    "ff, 0, 'expected a msgpack array, found byte 0xff'",
    "81a16101, 0, 'expected a msgpack array, found byte 0x81'",
    "90, 0, 'a frame has 2 to 4 elements, found 0'",
    "91a174, 0, 'a frame has 2 to 4 elements, found 1'",
    "97, 0, 'a frame has 2 to 4 elements, found 7'",
    "9301019180, 1, 'expected a tag, a string'",
    "93c0019180, 1, 'expected a tag, a string'",
    "93a174c280, 3, expected a time",
    "93a174cf800000000000000080, 3, expected a time",
    "93a174cb7ff800000000000080, 3, expected a time",
    "93a174d701000000000000000080, 3, expected a time",
    "93a174c70900000000000000000080, 3, expected a time",
    "93a174c70801000000000000000080, 3, expected a time",
    "93a174d600000000000080, 3, expected a time",
    "92a17401, 3, the record is missing",
    "93a17401a178, 4, 'expected a record, which is a map'",
    "93a17401c0, 4, 'expected a record, which is a map'",
    "93a1740190, 4, 'expected a record, which is a map'",
    "94a17401807f, 5, expected an option map or nil",
    "93a174c40000, 5, expected an option map or nil",
    "93a1749090, 4, expected an option map or nil",
    "94a17490c0c0, 5, a frame of this form has at most 3 elements",
    "94a174c400c0c0, 6, a frame of this form has at most 3 elements",
    "92a1749101, 4, 'expected an entry [time, record]'",
    "92a17491a0, 4, 'expected an entry [time, record]'",
    "92a1749193018080, 4, 'expected an entry [time, record]'",
    "92a1749290, 4, 'expected an entry [time, record]'",
    "92a174919201c0, 6, 'expected a record, which is a map'",
    "92a1749192c380, 5, expected a time",
    "92a17491929201a080, 7, expected the metadata of a time",
    "92a1749192929201808080, 6, expected a time",
    "93a17492019080, 5, expected the metadata of a time",
    "93a174920180a0, 6, 'expected a record, which is a map'",
    "92a174c40180, 5, 'expected an entry [time, record]'",
    "92a174c4039201c0, 7, 'expected a record, which is a map'",
    "92a174c4039201c1, 7, 0xc1 starts no msgpack value",
    "92a174c40192, 5, a value ends at byte 3 or later; the packed entries have 1",
    "92a174c4029201, 5, a value ends at byte 3 or later; the packed entries have 2",
    "92a174c407920181a161a561, 10, a value ends at byte 11 or later; the packed entries have 7",
    "92a174c407920181a161d905, 10, a value ends at byte 12 or later; the packed entries have 7",
    "92a174c4069201dbffffff, 7, the packed entries end within an entry",
    "92a174c4079201800192c080, 8, 'expected an entry [time, record]'",
    "93a17401c1, 4, 0xc1 starts no msgpack value",
    "93a1740181a161c1, 7, 0xc1 starts no msgpack value",
    "93a174c40081aa636f6d70726573736564a478737464, 17, this compression is not supported",
    "93a174c40081aa636f6d7072657373656401, 17, this compression is not supported",
  })
  void isNamedWithItsPlace(String hex, int offset, String reason) {
    byte[] bytes = Frames.concat(GOOD, ByteBufUtil.decodeHexDump(hex));
    List<String> heard = Decoding.of(bytes);
    assertThat(heard).hasSize(3);
    assertThat(heard.get(2)).startsWith("malformed at " + (GOOD.length + offset) + ": ");
    assertThat(heard.get(2)).contains(reason);
    for (int cut = 1; cut < bytes.length; cut++) {
      byte[] tail = Arrays.copyOfRange(bytes, cut, bytes.length);
      assertThat(Decoding.of(Arrays.copyOf(bytes, cut), tail)).isEqualTo(heard);
    }
  }

  @Test
  void whatComesAfterwardsIsDiscarded() {
    byte[] bad = {(byte) 0xff};
    assertThat(Decoding.of(bad, GOOD, bad)).hasSize(1);
    assertThat(Decoding.of(Frames.concat(bad, GOOD), GOOD)).hasSize(1);
  }

  @Test
  void nilBetweenFramesCountsInTheOffset() {
    byte[] bytes = ByteBufUtil.decodeHexDump("c0c093a1740180c0ff");
    assertThat(Decoding.of(bytes).get(2)).startsWith("malformed at 8: ");
  }

  @Test
  void aBadEntryTakesItsWholeFrameWithIt() {
    byte[] entries = Frames.concat(Frames.entries(Frames.seconds(1), 5), new byte[] {1});
    assertThat(Decoding.of(Frames.packed(entries, Frames.nil()))).hasSize(1);
  }

  @Test
  void compressionConcernsPackedFramesAlone() {
    Frames.Packing lz4 =
        packer -> packer.packMapHeader(1).packString("compressed").packString("lz4");
    assertThat(Decoding.of(Frames.message(Frames.seconds(1), lz4))).hasSize(2);
    assertThat(Decoding.of(Frames.forward(Frames.seconds(1), 2, lz4))).hasSize(3);
    assertThat(Decoding.of(Frames.packed(new byte[0], lz4)).get(0)).startsWith("malformed");
  }
}
