package dev.logproof.forward.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logproof.msgpack.PackedValues.Packing;
import io.netty.buffer.ByteBufUtil;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients can make the decoder hold only a bounded amount, and headers alone nothing. */
class LimitsTest {
  private static final ForwardLimits SMALL = new ForwardLimits(10_000, 100_000, 8);

  private static List<String> decode(byte[]... pieces) {
    return Decoding.within(SMALL, pieces);
  }

  private static byte[] bytes(String hex) {
    return ByteBufUtil.decodeHexDump(hex);
  }

  @ParameterizedTest
  @CsvSource({
    "92a174c63b9aca00, 3",
    "92a174db7fffffff, 3",
    "92dbffffffff, 1",
    "92a174dd7fffffff, 3",
    "92a174ddffffffff, 3",
    "92a174919201dfffffffff, 6",
    "93a17401df7fffffff, 4",
    "93a1740181a161dbffffffff, 7",
    "93a1740181a161c9ffffffff00, 7",
    "94a1740180dfffffffff, 5",
  })
  void rejectsExcessiveSizeAtItsHeader(String hex, int offset) {
    try (Decoding decoding = new Decoding(SMALL)) {
      decoding.feed(bytes(hex));
      assertThat(decoding.heard()).hasSize(1);
      assertThat(decoding.heard().get(0))
          .startsWith("malformed at " + offset + ": ")
          .contains("the limit is 10000");
      assertThat(decoding.heldBytes()).isZero();
    }
  }

  @Test
  void acceptsFrameAtLimitAndRejectsLonger() {
    int payload = 10_000 - bytes("93a1740181a161da0000").length;
    String start = "93a1740181a161da";
    byte[] fits = bytes(start + String.format("%04x", payload) + "61".repeat(payload));
    byte[] tooLong = bytes(start + String.format("%04x", payload + 1) + "61".repeat(payload));
    assertThat(decode(fits).get(0)).startsWith("MESSAGE t - 1 10000");
    assertThat(decode(tooLong).get(0)).contains("byte 10001 or later; the limit is 10000");
  }

  @Test
  void rejectsShortValuesThatSumAboveLimit() {
    String pair = "a161" + "d9c8" + "61".repeat(200);
    byte[] frame = bytes("93a17401" + "de0032" + pair.repeat(50));
    assertThat(decode(frame).get(0))
        .startsWith("malformed at " + (7 + 48 * 204 + 2) + ": a value ends at byte 10003");
  }

  @Test
  void allocatesNoAnnouncedBytes() {
    try (Decoding decoding = new Decoding(ForwardLimits.defaults())) {
      decoding.feed(bytes("92a174c603000000"));
      decoding.feed(new byte[3_000]);
      assertThat(decoding.heard()).isEmpty();
      assertThat(decoding.heldBytes()).isBetween(3_000L, 10_000L);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"93a17401%s", "92a174919201%s", "92a1749192" + "9201%s" + "80"})
  void countsNestingFromRecordOrMetadata(String form) {
    byte[] legal = bytes(String.format(form, "81a161".repeat(7) + "81a16101"));
    byte[] tooDeep = bytes(String.format(form, "81a161".repeat(8) + "81a16101"));
    assertThat(decode(legal).get(1)).startsWith("1.0 ");
    assertThat(decode(tooDeep).get(1)).startsWith("flawed DEPTH 1: ");
  }

  @Test
  void countsNestingInPackedEntries() {
    byte[] legal = bytes("9201" + "81a161".repeat(7) + "81a16101");
    byte[] tooDeep = bytes("9201" + "81a161".repeat(8) + "81a16101");
    List<String> heard = decode(Frames.packed(Frames.concat(legal, tooDeep, legal), Frames.nil()));
    assertThat(heard).hasSize(4);
    assertThat(heard.get(2)).startsWith("flawed DEPTH 1: ");
  }

  @Test
  void skipsDeepOptions() {
    byte[] frame = bytes("94a174018081a161" + "91".repeat(5_000) + "01");
    assertThat(decode(frame).get(1)).isEqualTo("1.0 80");
  }

  @Test
  void handlesMillionOpenArraysInBoundedMemory() {
    byte[] open = bytes("92".repeat(1_000_000));
    assertThat(Decoding.of(Frames.packed(open, Frames.nil())).get(1))
        .startsWith("flawed UNREADABLE 1: ");
    try (Decoding decoding = new Decoding(ForwardLimits.defaults())) {
      decoding.feed(Frames.concat(bytes("92a174"), open));
      assertThat(decoding.heard()).isEmpty();
      assertThat(decoding.heldBytes()).isLessThan(4_200_000);
    }
    byte[] closed = Frames.concat(bytes("92a17491"), bytes("91".repeat(1_000_000)), bytes("01"));
    assertThat(Decoding.of(closed).get(1)).startsWith("flawed ENTRY 1: ");
  }

  @Test
  void rejectsChunkIdAboveLimit() {
    Packing option =
        packer -> packer.packMapHeader(1).packString("chunk").packString("x".repeat(5_000));
    assertThat(decode(Frames.message(Frames.seconds(1), option)).get(0))
        .contains("chunk id of 5003 bytes, the limit is 4096");
  }

  @Test
  void rejectsInvalidLimits() {
    assertThatThrownBy(() -> new ForwardLimits(0, 1, 1))
        .hasMessage("maxFrameBytes must be in 1..536870912, is 0");
    assertThatThrownBy(() -> new ForwardLimits(1, Integer.MAX_VALUE, 1))
        .hasMessageStartingWith("maxDecompressedBytes must be in");
    assertThatThrownBy(() -> new ForwardLimits(1, 1, 1_001))
        .hasMessageStartingWith("maxNestingDepth must be in");
  }
}
