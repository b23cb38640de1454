package dev.logproof.aggregator.transcode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.logproof.msgpack.PackedValues;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.charset.StandardCharsets;

/** Transcodes a packed value in the middle of a larger direct buffer. */
final class Transcoding {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final byte[] BEFORE = {(byte) 0xc1, '"', '\\'};
  private static final byte[] AFTER = {0, (byte) 0xff, '"'};

  private Transcoding() {}

  /** Transcodes bytes that lie between others. */
  interface Use {
    int apply(RecordTranscoder transcoder, ByteBuf in, int offset, int length, ByteBuf out);
  }

  static String json(PackedValues.Packing packing) {
    return json(PackedValues.pack(packing));
  }

  static String json(byte[] msgpack) {
    return run(msgpack, RecordTranscoder::transcode);
  }

  static String run(byte[] msgpack, Use use) {
    ByteBuf in = PooledByteBufAllocator.DEFAULT.directBuffer(msgpack.length + 6);
    ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer(1);
    try {
      in.writeBytes(BEFORE).writeBytes(msgpack).writeBytes(AFTER);
      out.writeBytes(BEFORE);
      int written = use.apply(new RecordTranscoder(), in, BEFORE.length, msgpack.length, out);
      if (Math.max(written, 0) != out.writerIndex() - BEFORE.length || in.readerIndex() != 0) {
        throw new AssertionError("said " + written + ", wrote " + out.writerIndex());
      }
      return written < 0 ? "absent" : out.toString(BEFORE.length, written, StandardCharsets.UTF_8);
    } finally {
      in.release();
      out.release();
    }
  }

  static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + json, e);
    }
  }
}
