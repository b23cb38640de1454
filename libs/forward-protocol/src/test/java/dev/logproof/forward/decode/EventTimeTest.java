package dev.logproof.forward.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every encoding of a time is read. */
class EventTimeTest {
  @ParameterizedTest
  @CsvSource({
    "7f, 127.0",
    "cc80, 128.0",
    "cdffff, 65535.0",
    "ceffffffff, 4294967295.0",
    "cf7fffffffffffffff, 9223372036854775807.0",
    "d27fffffff, 2147483647.0",
    "d30000000100000000, 4294967296.0",
    "fd, -3.0",
    "d080, -128.0",
    "d18000, -32768.0",
    "d280000000, -2147483648.0",
    "d3fffffffffffffffd, -3.0",
    "d700fffffffd3b9ac9ff, 4294967293.999999999",
    "c70800fffffffd00000001, 4294967293.1",
    "d7000000000100000000, 1.0",
    "d700000000013b9aca00, 2.0",
    "d70000000001ffffffff, 5.294967295",
    "cb3ff8000000000000, 1.500000000",
    "cabf400000, -1.250000000",
    "cb41d954fc40100000, 1700000000.250000000",
    "d6ffffffffff, 4294967295.0",
    "c704ff00000007, 7.0",
    "d7ffee6b27fc6553f100, 1700000000.999999999",
    "c708ff0000000700000001, 12884901889.1",
    "c70cff0000000500000001ffffffff, 8589934591.5",
    "c70cff00000000ffffffffffffffff, -1.0",
  })
  void readsSecondsAndNanoseconds(String hex, String expected) {
    assertThat(timeOf("93a174" + hex + "80")).isEqualTo(expected);
    assertThat(timeOf("93a17492" + hex + "8080")).isEqualTo(expected);
    assertThat(timeOf("92a1749192" + hex + "80")).isEqualTo(expected);
    assertThat(timeOf("92a174919292" + hex + "c080")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"00", "d30000000000000000", "d7000000000000000005", "cb3fe0000000000000"})
  void readsZeroSecondsAsNow(String hex) {
    assertThat(timeOf("93a174" + hex + "80")).isEqualTo("0.0");
    assertThat(timeOf("92a1749192" + hex + "80")).isEqualTo("0.0");
  }

  @ParameterizedTest
  @CsvSource({"ff, 1", "fe, 1", "d0ff, 1", "d3fffffffffffffffe, 1", "d700ffffffff00000000, 2"})
  void flagsGroupMarkers(String hex, int forms) {
    String marker =
        "flawed GROUP_MARKER 1: it is not a log but marks the start or end of a group of logs";
    assertThat(heard("92a17491" + "9292" + hex + "8080")).isEqualTo(marker);
    assertThat(heard("92a174c4" + entry("9292" + hex + "8080"))).isEqualTo(marker);
    assertThat(heard("93a174" + "92" + hex + "8080")).isEqualTo(marker);
    boolean eventTime = forms == 2;
    assertThat(heard("93a174" + hex + "80").equals(marker)).isEqualTo(eventTime);
  }

  private static String entry(String hex) {
    return String.format("%02x", hex.length() / 2) + hex;
  }

  private static String heard(String frameHex) {
    return Decoding.of(ByteBufUtil.decodeHexDump(frameHex)).get(1);
  }

  private static String timeOf(String frameHex) {
    return Decoding.of(ByteBufUtil.decodeHexDump(frameHex)).get(1).split(" ", 2)[0];
  }
}
