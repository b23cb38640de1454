package dev.logproof.aggregator.transcode;

import static dev.logproof.aggregator.transcode.Transcoding.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.logproof.msgpack.PackedValues;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.msgpack.core.MessageBufferPacker;

/** Repeated map keys become one JSON member, as in a Ruby hash. */
class UniqueKeysTest {
  private static final JsonFactory STRICT =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "83a16101a16202a16103|{\"a\":3,\"b\":2}",
        "83a161a178a162a179a161a17a|{\"a\":\"z\",\"b\":\"y\"}",
        "82a16101c4016102|{\"a\":2}",
        "82a16101d9016102|{\"a\":2}",
        "82a16101da00016102|{\"a\":2}",
        "82a16101db000000016102|{\"a\":2}",
        "82010aa1310b|{\"1\":11}",
        "82a1310a010b|{\"1\":11}",
        "8201010102|{\"1\":2}",
        "82cc0101cd000102|{\"1\":2}",
        "82c001a46e756c6c02|{\"null\":2}",
        "82c301a47472756502|{\"true\":2}",
        "82cb3ff800000000000001a3312e3502|{\"1.5\":2}",
        "82a1ff01a1fe02|{\"\ufffd\":2}",
        "82a1ff01a3efbfbd02|{\"\ufffd\":2}",
        "82a3f0908001a3efbfbd02|{\"\ufffd\":2}",
        "82a3efbfbd01a3f0908002|{\"\ufffd\":2}",
        "82c401ff01a42f773d3d02|{\"/w==\":2}",
        "82910101a35b315d02|{\"[1]\":2}",
        "829282a16101a1610201019281a1610201 02|{\"[{\\\"a\\\":2},1]\":2}",
        "82a16b82a17801a17802a17a83a17101a17202a17103|{\"k\":{\"x\":2},\"z\":{\"q\":3,\"r\":2}}",
        "82a16b82a17801a17802a16b82a17903a17904|{\"k\":{\"y\":4}}",
        "9282a16101a1610282a16103a16104|[{\"a\":2},{\"a\":4}]",
        "de0002a16101a16102|{\"a\":2}",
        "df00000003a16101a16202a16103|{\"a\":3,\"b\":2}",
        "84a16101a16102a16103a16104|{\"a\":4}",
        "82a001a002|{\"\":2}",
        "82a16101a16202|{\"a\":1,\"b\":2}",
        "82a2c3a401a2c3b602|{\"ä\":1,\"ö\":2}",
      })
  void keepsFirstPositionAndLastValueOfDuplicateKey(String hex, String expected) {
    assertThat(json(ByteBufUtil.decodeHexDump(hex.replace(" ", "")))).isEqualTo(expected);
  }

  @Test
  void findsDuplicatesInMapsAndKeysOfAnySize() {
    for (int keys : new int[] {2, 14, 15, 16, 63, 64, 65, 300, 70_000}) {
      for (int length : new int[] {1, 7, 8, 9, 31, 32, 255, 256, 3_000}) {
        if ((long) keys * length < 500_000) {
          assertTwice(keys, length);
        }
      }
    }
  }

  private static void assertTwice(int keys, int length) {
    byte[] record =
        PackedValues.pack(
            packer -> {
              packer.packMapHeader(keys);
              for (int i = 0; i < keys; i++) {
                int number = i == keys - 1 ? keys / 3 : i;
                packer.packString(number + "x".repeat(length)).packInt(i);
              }
            });
    Map<String, Integer> expected = new LinkedHashMap<>();
    for (int i = 0; i < keys; i++) {
      expected.put((i == keys - 1 ? keys / 3 : i) + "x".repeat(length), i);
    }
    StringBuilder text = new StringBuilder();
    expected.forEach((key, value) -> text.append(",\"" + key + "\":" + value));
    assertThat(json(record).equals("{" + text.substring(1) + "}"))
        .as("%d keys of %d bytes", keys, length)
        .isTrue();
  }

  /** Comparing all pairs would take five billion comparisons. */
  @Test
  void handlesHundredThousandKeysInLinearTime() {
    byte[] record =
        PackedValues.pack(
            packer -> {
              packer.packMapHeader(100_001);
              for (int i = 0; i <= 100_000; i++) {
                packer.packString("k" + 100_000 + i % 100_000).packNil();
              }
            });
    for (int i = 0; i < 20; i++) {
      assertThat(json(record)).endsWith("\"k10000099999\":null}");
    }
  }

  @Test
  void rejectsMapsAboveMemberLimit() {
    byte[] record =
        PackedValues.pack(
            packer -> {
              packer.packMapHeader(300_000);
              for (int i = 0; i < 300_000; i++) {
                packer.packInt(7).packNil();
              }
            });
    assertThatThrownBy(() -> json(record))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maps of more than 262144 members");
  }

  @Test
  void measuresLengthAfterRemovingDuplicates() {
    byte[] record =
        PackedValues.pack(
            packer -> {
              packer.packMapHeader(2).packString("a").packString("x".repeat(100_000));
              packer.packString("a").packInt(1);
            });
    ByteBuf in = Unpooled.wrappedBuffer(record);
    ByteBuf out = Unpooled.buffer();
    new RecordTranscoder(50_000).transcode(in, 0, record.length, out);
    assertThat(out.toString(UTF_8)).isEqualTo("{\"a\":1}");
    byte[] large =
        PackedValues.pack(p -> p.packMapHeader(1).packString("a").packString("x".repeat(100_000)));
    assertThatThrownBy(
            () ->
                new RecordTranscoder(50_000)
                    .transcode(Unpooled.wrappedBuffer(large), 0, large.length, out))
        .isInstanceOf(ValueTooLongException.class);
    assertThat(out.toString(UTF_8)).isEqualTo("{\"a\":1}");
  }

  @Test
  void keepsLastValuesOfRandomRecordsWithoutDuplicates() throws IOException {
    for (long seed = 0; seed < 5_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      StringBuilder expected = new StringBuilder();
      byte[] record = PackedValues.pack(packer -> value(random, packer, 0, expected));
      String json = json(record);
      assertThat(json).as("seed %d", seed).isEqualTo(expected.toString());
      try (JsonParser parser = STRICT.createParser(json)) {
        JsonToken token = parser.nextToken();
        while (token != null) {
          token = parser.nextToken();
        }
      }
    }
  }

  private static void value(
      SplittableRandom random, MessageBufferPacker packer, int depth, StringBuilder json)
      throws IOException {
    int size = random.nextInt(random.nextInt(20) == 0 ? 90 : 6);
    if (depth == 4 || (depth > 0 && random.nextInt(3) == 0)) {
      packer.packInt(size);
      json.append(size);
      return;
    }
    Map<String, String> members = new LinkedHashMap<>();
    packer.packMapHeader(size);
    for (int i = 0; i < size; i++) {
      int key = random.nextInt(2 * size);
      if (random.nextInt(4) == 0) {
        packer.packInt(key);
      } else {
        packer.packString(Integer.toString(key));
      }
      StringBuilder value = new StringBuilder();
      value(random, packer, depth + 1, value);
      members.put(Integer.toString(key), value.toString());
    }
    json.append('{');
    String separator = "";
    for (Map.Entry<String, String> each : members.entrySet()) {
      json.append(separator).append('"').append(each.getKey()).append("\":");
      json.append(each.getValue());
      separator = ",";
    }
    json.append('}');
  }
}
