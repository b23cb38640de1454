package dev.logproof.aggregator.forwarding;

import dev.logproof.aggregator.buffer.Addressed;
import dev.logproof.aggregator.buffer.Chunk;
import dev.logproof.aggregator.config.Compression;
import dev.logproof.aggregator.config.ForwardOutput;
import dev.logproof.aggregator.delivery.ChunkId;
import dev.logproof.forward.msgpack.MessagePackWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** Writes chunks as PackedForward frames. Stateless. */
final class PackedFrame {
  private PackedFrame() {}

  static byte[] of(Chunk chunk, ChunkId id, ForwardOutput config) throws IOException {
    Compression compression = config.content().compression();
    boolean compressed = compression != Compression.TEXT;
    boolean acks = config.requestsAcks();
    ByteBuf out = Unpooled.buffer(chunk.sizeBytes() + 256);
    out.writeByte(0x93);
    MessagePackWriter.str(out, Addressed.name(chunk));
    MessagePackWriter.bin(out, entries(chunk, compression));
    out.writeByte(0x81 + (acks ? 1 : 0) + (compressed ? 1 : 0));
    MessagePackWriter.str(out, "size");
    MessagePackWriter.signed(out, chunk.records());
    if (acks) {
      MessagePackWriter.str(out, "chunk");
      MessagePackWriter.str(out, encoded(id));
    }
    if (compressed) {
      MessagePackWriter.str(out, "compressed");
      MessagePackWriter.str(out, compression.name().toLowerCase(Locale.ROOT));
    }
    byte[] frame = new byte[out.readableBytes()];
    out.readBytes(frame);
    return frame;
  }

  /** Returns a chunk's id as it is sent and acknowledged. */
  static String encoded(ChunkId id) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(id.toString()));
  }

  private static byte[] entries(Chunk chunk, Compression compression) throws IOException {
    ByteBuf packed = Unpooled.buffer(chunk.sizeBytes() + 64);
    try (ByteBufOutputStream bytes = new ByteBufOutputStream(packed);
        OutputStream entries = compression.over(bytes, Compression.DEFAULT_LEVEL)) {
      Addressed.writePayloads(chunk, entries);
    }
    byte[] all = new byte[packed.readableBytes()];
    packed.readBytes(all);
    return all;
  }
}
