package dev.logproof.forward.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not the protocol is named once, with its place, and costs nothing. */
class MalformedFramesTest {
  private static final ForwardLimits SMALL = new ForwardLimits(10_000, 100_000, 8);
  private static final byte[] GOOD = Frames.message(Frames.seconds(1), Frames.nil());

  private static List<String> decode(ForwardLimits limits, byte[]... pieces) {
    try (Decoding decoding = new Decoding(limits)) {
      for (byte[] piece : pieces) {
        decoding.feed(piece);
      }
      return decoding.heard();
    }
  }

  private static byte[] bytes(String hex) {
    return io.netty.buffer.ByteBufUtil.decodeHexDump(hex);
  }

  @ParameterizedTest
  @CsvSource({
    "7b22, 0, JSON is not supported",
    "5b5d, 0, JSON is not supported",
    "ff, 0, expected an array",
    "91a174, 0, a frame has 2 to 4 elements",
    "97, 0, a frame has 2 to 4 elements",
    "93a17401a178, 4, expected a record",
    "9301019180, 1, expected a tag",
    "93a174c280, 3, expected a time",
    "94a17401807f, 5, expected an option map or nil",
    "92a17401, 0, a message has a tag",
    "92a1749101, 4, expected an entry",
    "92a1749193018080, 4, expected an entry",
    "92a174919201c0, 6, expected a record",
    "92a174c40180, 3, in its entries",
    "92a174c4039201c1, 3, in its entries",
    "93a17401c1, 4, 0xc1 starts no msgpack value",
    "93a174c40081aa636f6d70726573736564a47a737464, 17, compression is not supported",
    "93a174c40000, 5, expected an option map"
  })
  void isNamedWithItsPlace(String hex, int offset, String reason) {
    List<String> heard = decode(ForwardLimits.defaults(), GOOD, bytes(hex));
    assertThat(heard).hasSize(3);
    assertThat(heard.get(2)).startsWith("malformed at " + (GOOD.length + offset) + ": " + reason);
  }

  @Test
  void whatComesAfterwardsIsDiscarded() {
    assertThat(decode(SMALL, bytes("ff"), GOOD, bytes("ff"))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "93a174c63b9aca00",
    "92a174dd7fffffff",
    "93a17401df7fffffff",
    "93a17401dbffffffff",
    "93a17401c9ffffffff00"
  })
  void aHeaderThatAnnouncesTooMuchIsRefusedWhenItIsSeen(String hex) {
    List<String> heard = decode(SMALL, bytes(hex));
    assertThat(heard).hasSize(1);
    assertThat(heard.get(0)).contains("the limit is 10000");
  }

  @Test
  void deepNestingIsRefused() {
    byte[] deep = bytes("93a17401" + "81a161".repeat(8) + "80");
    assertThat(decode(SMALL, deep).get(0)).contains("nested deeper than 8 levels");
    byte[] packed = Frames.packed(bytes("9201" + "81a161".repeat(60_000 / 8)), Frames.nil());
    assertThat(decode(ForwardLimits.defaults(), packed).get(0)).contains("nested too deep");
  }

  @Test
  void aGzipBombIsRefusedAtTheLimit() {
    byte[] bomb = Frames.packed(Frames.gzip(new byte[5_000_000]), Frames.compressed("id"));
    assertThat(decode(SMALL, bomb).get(0)).contains("more than the limit of 100000");
  }

  @Test
  void whatIsNotGzipIsRefused() {
    byte[] frame = Frames.packed(Frames.text("not gzip"), Frames.compressed("id"));
    assertThat(decode(SMALL, frame).get(0)).contains("not gzip");
  }

  /** Whatever bytes come, the decoder neither fails nor speaks after it gave up. */
  @Test
  void randomBytesNeverMakeTheDecoderFail() {
    for (long seed = 0; seed < 5_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      byte[] noise = GOOD.clone();
      for (int i = random.nextInt(1, 6); i > 0; i--) {
        noise[random.nextInt(noise.length)] = (byte) random.nextInt();
      }
      List<String> heard = decode(SMALL, noise, GOOD);
      assertThat(heard.stream().filter(text -> text.startsWith("malformed")).count())
          .as("seed %d", seed)
          .isLessThanOrEqualTo(1);
    }
  }
}
