package dev.logproof.aggregator.transcode;

import static dev.logproof.msgpack.PackedValues.pack;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** {@code data_key} sends a single field's value. */
class ExtractFieldTest {
  private static final byte[] RECORD =
      pack(
          p -> {
            p.packMapHeader(8);
            p.packMapHeader(1).packString("log").packString("in a key").packNil();
            p.packString("nested").packMapHeader(1).packString("log").packString("too deep");
            p.packString("log").packString("a \"raw\"\nline é");
            p.packString("bytes").packBinaryHeader(2).addPayload(new byte[] {'h', 'i'});
            p.packString("nil").packNil();
            p.packString("number").packInt(42);
            p.packString("twice").packInt(1);
            p.packString("twice").packInt(2);
          });

  @Test
  void returnsTextUnescaped() {
    assertThat(field("log")).isEqualTo("a \"raw\"\nline é");
    assertThat(field("bytes")).isEqualTo("hi");
  }

  @Test
  void returnsOtherValuesAsJson() {
    assertThat(field("nested")).isEqualTo("{\"log\":\"too deep\"}");
    assertThat(field("number")).isEqualTo("42");
  }

  @Test
  void returnsLastOfTwoFields() {
    assertThat(field("twice")).isEqualTo("2");
  }

  @Test
  void treatsNilAsAbsent() {
    assertThat(field("nil")).isEqualTo("absent");
    byte[] lastIsNil =
        pack(p -> p.packMapHeader(2).packString("a").packInt(1).packString("a").packNil());
    assertThat(field(lastIsNil, "a")).isEqualTo("absent");
  }

  @Test
  void removesDuplicateKeysOfMap() {
    byte[] record =
        pack(
            p -> {
              p.packMapHeader(2).packString("k").packMapHeader(3);
              p.packString("x").packInt(1).packString("y").packInt(2).packString("x").packInt(3);
              p.packString("behind").packInt(4);
            });
    assertThat(field(record, "k")).isEqualTo("{\"x\":3,\"y\":2}");
  }

  @Test
  void reportsAbsentField() {
    assertThat(field("lo")).isEqualTo("absent");
    assertThat(field("logs")).isEqualTo("absent");
    assertThat(field(pack(p -> p.packArrayHeader(1).packString("log")), "log")).isEqualTo("absent");
  }

  @Test
  void rejectsTruncatedRecord() {
    byte[] cut = new byte[RECORD.length - 1];
    System.arraycopy(RECORD, 0, cut, 0, cut.length);
    assertThatThrownBy(() -> field(cut, "log")).isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static String field(String key) {
    return field(RECORD, key);
  }

  private static String field(byte[] record, String key) {
    return Transcoding.run(
        record,
        (transcoder, in, offset, length, out) ->
            transcoder.extractField(in, offset, length, key.getBytes(UTF_8), out));
  }
}
