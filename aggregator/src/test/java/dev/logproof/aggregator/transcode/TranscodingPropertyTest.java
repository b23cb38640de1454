package dev.logproof.aggregator.transcode;

import static dev.logproof.aggregator.transcode.Transcoding.json;
import static dev.logproof.aggregator.transcode.Transcoding.parse;
import static dev.logproof.msgpack.PackedValues.pack;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.msgpack.core.MessagePacker;

/** For random records, the parsed JSON equals the record built alongside the msgpack. */
class TranscodingPropertyTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String LETTERS = "abc \"\\/\n\t\u0000\u001f\u007f\u0080éß\u2028日本\uffff";

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  @Test
  void convertsRandomRecordsWithoutLoss() {
    for (int round = 0; round < 1_000; round++) {
      JsonNode[] expected = new JsonNode[1];
      byte[] msgpack = pack(packer -> expected[0] = map(packer, 4));
      assertThat(parse(json(msgpack))).as("seed %d round %d", seed, round).isEqualTo(expected[0]);
    }
  }

  @Test
  void decodesAnyBytesLikeJava() {
    for (int round = 0; round < 5_000; round++) {
      byte[] bytes = new byte[random.nextInt(12)];
      for (int i = 0; i < bytes.length; i++) {
        int[] kinds = {random.nextInt(256), 0x80 + random.nextInt(0x40), 0xe0 + random.nextInt(32)};
        bytes[i] = (byte) kinds[random.nextInt(3)];
      }
      if (holdsSurrogate(bytes)) {
        continue;
      }
      String json = json(p -> p.packRawStringHeader(bytes.length).writePayload(bytes));
      assertThat(parse(json).textValue()).as("seed %d", seed).isEqualTo(new String(bytes, UTF_8));
    }
  }

  @Test
  void readsOrRejectsDamagedInputWithoutOverrun() {
    RecordTranscoder transcoder = new RecordTranscoder();
    for (int round = 0; round < 5_000; round++) {
      byte[] msgpack = pack(packer -> map(packer, 3));
      msgpack[random.nextInt(msgpack.length)] = (byte) random.nextInt(256);
      ByteBuf in = Unpooled.wrappedBuffer(msgpack);
      ByteBuf out = Unpooled.buffer();
      try {
        transcoder.transcode(in, 0, msgpack.length, out);
        parse(out.toString(UTF_8));
      } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
        assertThat(out.writerIndex()).as("seed %d", seed).isZero();
      }
    }
  }

  /** Java decodes an encoded surrogate to one U+FFFD, the Unicode standard to 3. */
  private static boolean holdsSurrogate(byte[] bytes) {
    for (int i = 1; i < bytes.length; i++) {
      if (bytes[i - 1] == (byte) 0xed && (bytes[i] & 0xe0) == 0xa0) {
        return true;
      }
    }
    return false;
  }

  private JsonNode map(MessagePacker packer, int depth) throws IOException {
    int size = random.nextInt(6);
    ObjectNode node = NODES.objectNode();
    packer.packMapHeader(size);
    for (int i = 0; i < size; i++) {
      String key = i + text();
      packer.packString(key);
      node.set(key, value(packer, depth - 1));
    }
    return node;
  }

  private JsonNode array(MessagePacker packer, int depth) throws IOException {
    int size = random.nextInt(6);
    ArrayNode node = NODES.arrayNode();
    packer.packArrayHeader(size);
    while (node.size() < size) {
      node.add(value(packer, depth - 1));
    }
    return node;
  }

  private JsonNode value(MessagePacker packer, int depth) throws IOException {
    return switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0 -> {
        packer.packNil();
        yield NODES.nullNode();
      }
      case 1 -> {
        boolean value = random.nextBoolean();
        packer.packBoolean(value);
        yield NODES.booleanNode(value);
      }
      case 2 -> integer(packer);
      case 3 -> {
        double value = Double.longBitsToDouble(random.nextLong());
        packer.packDouble(value);
        yield Double.isFinite(value) ? parse(Double.toString(value)) : NODES.nullNode();
      }
      case 6 -> map(packer, depth);
      case 7 -> array(packer, depth);
      default -> {
        String value = text();
        packer.packString(value);
        yield NODES.textNode(value);
      }
    };
  }

  private JsonNode integer(MessagePacker packer) throws IOException {
    BigInteger value =
        random.nextBoolean()
            ? new BigInteger(1 + random.nextInt(64), random)
            : BigInteger.valueOf(random.nextLong() >> random.nextInt(64));
    packer.packBigInteger(value);
    return parse(value.toString());
  }

  private String text() {
    int length = random.nextInt(4) == 0 ? random.nextInt(400) : random.nextInt(12);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      boolean plain = random.nextInt(8) > 0;
      text.append(LETTERS.charAt(random.nextInt(plain ? 4 : LETTERS.length())));
    }
    return text.append(random.nextInt(5) == 0 ? "\ud83d\ude00" : "").toString();
  }
}
